// Entities of mentions against Wikidata ids that humans gave.
#include <algorithm>
#include <fstream>
#include <map>
#include <memory>
#include <optional>

#include "analysis/analyzer.h"
#include "bench/eval/tasks.h"
#include "entities/recognizer.h"
#include "entities/sequence_model.h"

namespace vigie::eval {
namespace {

using entities::Dictionary;
using entities::FoundMention;
using entities::Recognition;
using nlohmann::json;
using nlohmann::ordered_json;

constexpr char kNil[] = "NIL";

struct GoldLink {
  ByteRange range;
  std::string qid;  // "NIL": the human found no entity
};

struct LinkedArticle {
  std::string text;
  std::vector<GoldLink> links;
};

LinkedArticle ReadArticle(const json& line) {
  LinkedArticle article;
  article.text = line.at("text").get<std::string>();
  std::vector<uint32_t> offsets;  // of each code point, then the size
  for (uint32_t i = 0; i < article.text.size(); ++i) {
    if ((static_cast<unsigned char>(article.text[i]) & 0xC0U) != 0x80U) {
      offsets.push_back(i);
    }
  }
  offsets.push_back(static_cast<uint32_t>(article.text.size()));
  for (const json& entity : line.at("entities")) {
    const std::string qid = entity.value("qid", "");
    if (qid.empty()) continue;
    article.links.push_back({{offsets.at(entity.at("start").get<size_t>()),
                              offsets.at(entity.at("end").get<size_t>())},
                             qid});
  }
  return article;
}

Result<std::vector<LinkedArticle>> ReadGoldLinks(const std::string& path) {
  std::ifstream in(path);
  if (!in) return Status(StatusCode::kNotFound, path + ": cannot be read");
  std::vector<LinkedArticle> articles;
  std::string line;
  while (std::getline(in, line)) {
    try {
      articles.push_back(ReadArticle(json::parse(line)));
    } catch (const std::exception& fault) {
      return Status(StatusCode::kInvalidArgument,
                    path + ":" + std::to_string(articles.size() + 1) + ": " +
                        fault.what());
    }
  }
  return articles;
}

double Share(uint64_t part, uint64_t whole) {
  return whole == 0 ? 0
                    : static_cast<double>(part) / static_cast<double>(whole);
}

// Of gold mentions; one that is found overlaps a mention of ours.
struct LinkCounts {
  uint64_t mentions = 0;
  uint64_t found = 0;
  uint64_t linked = 0;     // gold mentions with an id
  uint64_t right = 0;      // linked, and to the same id
  uint64_t answered = 0;   // those that we give an id
  uint64_t nil = 0;        // gold mentions without an id
  uint64_t nil_right = 0;  // to which we give none
  uint64_t nil_found = 0;  // nil and found
  uint64_t nil_found_right = 0;
  // What the answered ones' confidence says, in four parts.
  std::map<int, std::pair<uint64_t, uint64_t>> by_confidence;  // right, all
};

// The outermost mention that overlaps `range` most, of names.
const FoundMention* At(const Recognition& found, const Dictionary& dictionary,
                       const ByteRange& range) {
  const FoundMention* best = nullptr;
  uint32_t most = 0;
  for (const FoundMention& mention : found.mentions) {
    if (mention.nested ||
        (mention.entity < dictionary.size() &&
         dictionary.type(mention.entity) == EntityType::kConcept)) {
      continue;
    }
    const uint32_t begin = std::max(mention.range.begin, range.begin);
    const uint32_t end = std::min(mention.range.end, range.end);
    if (begin < end && end - begin > most) {
      most = end - begin;
      best = &mention;
    }
  }
  return best;
}

void Judge(const GoldLink& gold, const FoundMention* mention,
           const Dictionary& dictionary, LinkCounts* counts) {
  ++counts->mentions;
  std::string answer = kNil;
  if (mention != nullptr) {
    ++counts->found;
    if (mention->entity < dictionary.size()) {
      const std::string qid = dictionary.wikidata_id(mention->entity);
      if (!qid.empty()) answer = qid;
    }
  }
  const bool right = answer == gold.qid;
  if (answer != kNil) {
    ++counts->answered;
    const int part =
        std::min(static_cast<int>(mention->link_confidence * 4), 3);
    auto& [hits, all] = counts->by_confidence[part];
    hits += right ? 1 : 0;
    ++all;
  }
  if (gold.qid == kNil) {
    ++counts->nil;
    counts->nil_right += right ? 1 : 0;
    if (mention != nullptr) {
      ++counts->nil_found;
      counts->nil_found_right += right ? 1 : 0;
    }
  } else {
    ++counts->linked;
    counts->right += right ? 1 : 0;
  }
}

ordered_json Show(const LinkCounts& counts) {
  const double precision = Share(counts.right, counts.answered);
  const double recall = Share(counts.right, counts.linked);
  ordered_json shown = {
      {"task", "link"},
      {"mentions", counts.mentions},
      {"found", counts.found},
      {"with_id", counts.linked},
      {"answered", counts.answered},
      {"right", counts.right},
      {"precision", precision},
      {"recall", recall},
      {"f1", precision + recall == 0
                 ? 0
                 : 2 * precision * recall / (precision + recall)},
      {"nil", counts.nil},
      {"nil_accuracy", Share(counts.nil_right, counts.nil)},
      {"nil_found_accuracy", Share(counts.nil_found_right, counts.nil_found)}};
  for (const auto& [part, share] : counts.by_confidence) {
    shown["precision_by_confidence"].push_back(
        {{"from", part * .25},
         {"answered", share.second},
         {"precision", Share(share.first, share.second)}});
  }
  return shown;
}

}  // namespace

Result<ordered_json> EvaluateLinks(const LinkFiles& files) {
  const Result<std::vector<LinkedArticle>> articles = ReadGoldLinks(files.gold);
  if (!articles.ok()) return articles.status();
  const auto dictionary =
      Dictionary::Parse(Dictionary::ShippedJsonLines(), "shipped");
  if (!dictionary.ok()) return dictionary.status();
  std::shared_ptr<const entities::SequenceModel> model;
  if (!files.without_model) {
    const auto shipped = entities::SequenceModel::Shipped();
    if (!shipped.ok()) return shipped.status();
    model = *shipped;
  }
  const entities::Recognizer recognizer(*dictionary, model);
  const analysis::AnalyzedText no_title;
  LinkCounts counts;
  for (const LinkedArticle& article : *articles) {
    const analysis::AnalyzedText analyzed = analysis::Analyze(article.text);
    const Recognition found =
        recognizer.RecognizeAll({"", &no_title}, {article.text, &analyzed});
    for (const GoldLink& link : article.links) {
      Judge(link, At(found, **dictionary, link.range), **dictionary, &counts);
    }
  }
  ordered_json shown = Show(counts);
  shown["articles"] = articles->size();
  shown["model"] = model == nullptr ? "none" : model->version();
  shown["dictionary"] = (*dictionary)->version();
  return shown;
}

}  // namespace vigie::eval
