#include "bench/train/labelled.h"

#include <algorithm>
#include <random>

#include "analysis/analyzer.h"
#include "entities/context_rows.h"
#include "entities/model_names.h"

namespace vigie::train {
namespace {

using entities::Island;
using entities::NameWord;
using entities::SpanPart;

// The gold label of each word; names of which a word is not whole are kept,
// since it is the token that is found.
std::vector<uint8_t> GoldLabels(const Labelled& article) {
  const auto tokens = entities::PlainTokens(*article.analyzed);
  std::vector<uint8_t> labels(tokens.size(), entities::kOutside);
  for (const eval::GoldName& name : article.gold->names) {
    uint32_t first = 0;
    while (first < tokens.size() &&
           tokens[first]->range.end <= name.range.begin) {
      ++first;
    }
    uint32_t end = first;
    while (end < tokens.size() && tokens[end]->range.begin < name.range.end) {
      ++end;
    }
    if (end == first ||
        std::any_of(labels.begin() + first, labels.begin() + end,
                    [](uint8_t label) { return label != 0; })) {
      continue;
    }
    for (uint32_t i = first; i < end; ++i) {
      const SpanPart part =
          i == first ? (i + 1 == end ? SpanPart::kSingle : SpanPart::kBegin)
                     : (i + 1 == end ? SpanPart::kEnd : SpanPart::kInside);
      labels[i] = entities::LabelOf(static_cast<size_t>(name.type), part);
    }
  }
  return labels;
}

// Removes names that an island does not hold whole; returns how many.
uint32_t Clip(const std::vector<Island>& islands,
              std::vector<uint8_t>* labels) {
  uint32_t lost = 0;
  for (const entities::TaggedName& name : entities::NamesOf(*labels)) {
    const auto island = std::upper_bound(
        islands.begin(), islands.end(), name.positions.begin,
        [](uint32_t at, const Island& one) { return at < one.end; });
    if (island != islands.end() && island->begin <= name.positions.begin &&
        name.positions.end <= island->end) {
      continue;
    }
    ++lost;
    std::fill(labels->begin() + name.positions.begin,
              labels->begin() + name.positions.end, entities::kOutside);
  }
  return lost;
}

Example MakeExample(const Labelled& article, const Island& island,
                    const entities::WordBook& book,
                    const entities::DocumentEvidence& evidence) {
  Example example;
  example.begin = island.begin;
  example.written = article.written;
  const std::vector<NameWord>& words = article.field.words;
  for (uint32_t i = island.begin; i < island.end; ++i) {
    const entities::WordsAround around = entities::Around(book, words, i);
    for (int offset = -2; offset <= 2; ++offset) {
      entities::AppendWordRows(*around.at[offset + 2], offset, &example.rows);
    }
    entities::AppendContextRows(book, words, i, &example.rows);
    if (words[i].capital) {
      evidence.AppendRows(article.field, i, &example.rows);
    }
    example.row_ends.push_back(static_cast<uint32_t>(example.rows.size()));
    example.labels.push_back(article.labels[i]);
  }
  return example;
}

// Takes back what some of the spans told; they stay in islands.
void Forget(const std::vector<entities::ListedSpan>& listed, double share,
            std::mt19937_64* random, std::vector<NameWord>* words) {
  for (const entities::ListedSpan& span : listed) {
    if (static_cast<double>((*random)() >> 11U) >= share * 0x1p53) continue;
    for (uint32_t i = span.positions.begin; i < span.positions.end; ++i) {
      (*words)[i].listed = entities::kNotListed;
    }
  }
}

}  // namespace

std::vector<entities::ListedSpan> ListedIn(
    const entities::Recognizer& dictionary, const std::string& text,
    const analysis::AnalyzedText& analyzed) {
  const analysis::AnalyzedText no_title;
  return entities::ListedSpans(
      dictionary.dictionary(),
      dictionary.Recognize({"", &no_title}, {text, &analyzed}), Field::kText,
      {text, &analyzed});
}

std::vector<Labelled> Describe(const std::vector<eval::GoldArticle>& articles,
                               size_t written,
                               const entities::Recognizer& dictionary,
                               double forget, entities::WordBook* book) {
  std::mt19937_64 random(20261123);
  std::vector<Labelled> described;
  for (const eval::GoldArticle& gold : articles) {
    Labelled article;
    article.gold = &gold;
    article.written = described.size() >= written;
    article.analyzed =
        std::make_unique<analysis::AnalyzedText>(analysis::Analyze(gold.text));
    article.listed = ListedIn(dictionary, gold.text, *article.analyzed);
    article.field.words =
        entities::ReadWords(gold.text, *article.analyzed, book);
    entities::MarkListed(article.listed, &article.field.words);
    Forget(article.listed, forget, &random, &article.field.words);
    article.labels = GoldLabels(article);
    const std::vector<Island> islands =
        entities::FindIslands(article.field.words);
    article.lost_names = Clip(islands, &article.labels);
    entities::DocumentEvidence evidence(*book);
    evidence.Gather(article.field);
    for (const Island& island : islands) {
      article.examples.push_back(MakeExample(article, island, *book, evidence));
    }
    described.push_back(std::move(article));
  }
  return described;
}

std::vector<Example> WithEvidence(const Labelled& article,
                                  const std::vector<uint8_t>& labels,
                                  const entities::WordBook& book) {
  entities::FieldWords field = article.field;
  field.labels = labels;
  entities::DocumentEvidence evidence(book);
  evidence.GatherLabels(field);
  std::vector<Example> examples;
  for (const Example& first : article.examples) {
    Example example;
    example.begin = first.begin;
    example.labels = first.labels;
    example.written = first.written;
    uint32_t begin = 0;
    for (uint32_t i = 0; i < first.size(); ++i) {
      example.rows.insert(example.rows.end(), first.rows.begin() + begin,
                          first.rows.begin() + first.row_ends[i]);
      begin = first.row_ends[i];
      if (field.words[first.begin + i].capital) {
        evidence.AppendLabelRows(field, first.begin + i, &example.rows);
      }
      example.row_ends.push_back(static_cast<uint32_t>(example.rows.size()));
    }
    examples.push_back(std::move(example));
  }
  return examples;
}

}  // namespace vigie::train
