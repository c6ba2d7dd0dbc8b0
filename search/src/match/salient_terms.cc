#include "match/salient_terms.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <unordered_map>
#include <utility>

#include "index/schema.h"
#include "match/posting_sources.h"
#include "match/rank_postings.h"

namespace vigie::match {
namespace {

constexpr size_t kLeastLetters = 3;
constexpr double kEntityFactor = 2;

struct Occurrences {
  uint32_t count = 0;
  std::map<std::string, uint32_t> spellings;  // exact forms
  std::string form;
};

bool IsWord(std::string_view stem) {
  return stem.size() >= kLeastLetters &&
         std::none_of(stem.begin(), stem.end(),
                      [](unsigned char c) { return std::isdigit(c) != 0; });
}

double Weight(uint32_t occurrences, uint32_t articles, uint32_t total) {
  return (1 + std::log(occurrences)) *
         std::log(static_cast<double>(total) / articles);
}

bool Heavier(const SalientStem& a, const SalientStem& b) {
  if (a.shown.weight != b.shown.weight) return a.shown.weight > b.shown.weight;
  if (a.shown.term != b.shown.term) return a.shown.term < b.shown.term;
  return a.shown.entity_id < b.shown.entity_id;
}

void KeepHeaviest(size_t count, std::vector<SalientStem>* terms) {
  std::sort(terms->begin(), terms->end(), Heavier);
  terms->resize(std::min(terms->size(), count));
}

std::map<std::string, Occurrences> CountStems(const index::Segment& segment,
                                              uint32_t doc) {
  index::DocumentTokens tokens;
  segment.ReadTokens(doc, &tokens);
  std::map<std::string, Occurrences> stems;
  for (uint32_t i = 0; i < tokens.codes.size(); ++i) {
    const uint32_t code = tokens.codes[i];
    const std::string_view stem = segment.vocabulary().stem(code);
    if (!IsWord(stem)) continue;
    const uint32_t weight = i < tokens.title_positions ? 2 : 1;
    Occurrences& occurrences = stems[std::string(stem)];
    occurrences.count += weight;
    occurrences.form = segment.vocabulary().form(code);
    occurrences.spellings[std::string(segment.vocabulary().exact(code))] +=
        weight;
  }
  return stems;
}

std::string MostFrequent(const std::map<std::string, uint32_t>& spellings) {
  return std::max_element(
             spellings.begin(), spellings.end(),
             [](const auto& a, const auto& b) { return a.second < b.second; })
      ->first;
}

std::vector<SalientStem> SalientWords(const Corpus& corpus, DocRef ref) {
  const uint32_t total = corpus.background->Get().articles;
  std::vector<SalientStem> words;
  const auto stems = CountStems(corpus.catalog->segment(ref), ref.doc);
  for (const auto& [stem, occurrences] : stems) {
    const auto articles = static_cast<uint32_t>(
        ArticlesWith(*corpus.catalog, index::Term(index::kPrefixStem, stem)));
    if (articles < 2 || articles > total / 2) continue;
    SalientStem word;
    word.shown = {MostFrequent(occurrences.spellings), "", occurrences.count,
                  articles, Weight(occurrences.count, articles, total)};
    word.stem = stem;
    word.form = occurrences.form;
    words.push_back(std::move(word));
  }
  KeepHeaviest(kSalientWords, &words);
  return words;
}

std::vector<SalientStem> SalientEntities(const Corpus& corpus, DocRef ref) {
  const Background& background = corpus.background->Get();
  const Catalog& catalog = *corpus.catalog;
  std::vector<SalientStem> entities;
  for (const auto& count : catalog.segment(ref).entity_counts(ref.doc)) {
    const uint32_t entity = catalog.entity(ref.segment, count.entity);
    const uint32_t articles = background.entity_articles[entity];
    if (articles < 2 || articles > background.articles / 2) continue;
    SalientStem term;
    const CatalogEntity& described = catalog.entities()[entity];
    term.shown = {
        std::string(described.label), std::string(described.id), count.mentions,
        articles,
        kEntityFactor * Weight(count.mentions, articles, background.articles)};
    term.entity = entity;
    entities.push_back(std::move(term));
  }
  KeepHeaviest(kSalientEntities, &entities);
  return entities;
}

}  // namespace

std::vector<SalientStem> SalientTerms(const Corpus& corpus, DocRef ref) {
  std::vector<SalientStem> terms = SalientWords(corpus, ref);
  for (SalientStem& entity : SalientEntities(corpus, ref)) {
    terms.push_back(std::move(entity));
  }
  std::sort(terms.begin(), terms.end(), Heavier);
  return terms;
}

TermOverlap::TermOverlap(const Corpus& corpus,
                         const std::vector<SalientStem>& terms)
    : corpus_(corpus), terms_(terms), occurrences_(terms.size()) {
  for (const SalientStem& term : terms) {
    whole_ += term.shown.weight * term.shown.weight;
  }
}

void TermOverlap::MoveTo(uint32_t segment) {
  if (segment == segment_) return;
  segment_ = segment;
  terms_by_code_.clear();
  const index::Vocabulary& words =
      corpus_.catalog->segments()[segment]->vocabulary();
  std::vector<uint32_t> codes;
  for (uint32_t i = 0; i < terms_.size(); ++i) {
    if (!terms_[i].shown.entity_id.empty()) continue;
    codes.clear();
    words.FindStem(terms_[i].stem, &codes);
    for (const uint32_t code : codes) terms_by_code_.emplace_back(code, i);
  }
  std::sort(terms_by_code_.begin(), terms_by_code_.end());
}

TermOverlap::Shared TermOverlap::Of(DocRef ref) {
  MoveTo(ref.segment);
  const index::Segment& segment = corpus_.catalog->segment(ref);
  std::fill(occurrences_.begin(), occurrences_.end(), 0);
  segment.ReadTokens(ref.doc, &tokens_);
  for (const uint32_t code : tokens_.codes) {
    for (auto at =
             std::lower_bound(terms_by_code_.begin(), terms_by_code_.end(),
                              std::make_pair(code, 0U));
         at != terms_by_code_.end() && at->first == code; ++at) {
      ++occurrences_[at->second];
    }
  }
  for (const auto& count : segment.entity_counts(ref.doc)) {
    const uint32_t entity = corpus_.catalog->entity(ref.segment, count.entity);
    for (uint32_t i = 0; i < terms_.size(); ++i) {
      if (!terms_[i].shown.entity_id.empty() && terms_[i].entity == entity) {
        occurrences_[i] = count.mentions;
      }
    }
  }
  const double mean = std::max(1.0, corpus_.background->Get().mean_length);
  const double norm =
      kBm25K1 * (1 - kBm25B + kBm25B * segment.lengths()[ref.doc] / mean);
  Shared shared;
  for (uint32_t i = 0; i < terms_.size(); ++i) {
    const uint32_t count = occurrences_[i];
    if (count == 0) continue;
    shared.terms.push_back(i);
    const double weight = terms_[i].shown.weight;
    shared.score += weight * weight * count / (count + norm);
  }
  if (whole_ > 0) shared.score /= whole_;
  return shared;
}

}  // namespace vigie::match
