#include "match/rare_names.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "analysis/analyzer.h"
#include "match/call_poll.h"
#include "match/evidence.h"

namespace vigie::match {
namespace {

using query::NodeKind;
using query::PlanNode;

// A query of hundreds of names counts only these, the first ones.
constexpr uint32_t kMostNames = 16;

// Words of the French lexicon alone, in whatever case they were typed.
bool IsOfCommonWords(const PlanNode& name) {
  return std::all_of(
      name.terms.begin(), name.terms.end(), [](const query::TermSpec& term) {
        const analysis::AnalyzedText word = analysis::Analyze(term.accented);
        return std::all_of(word.tokens.begin(), word.tokens.end(),
                           [](const analysis::Token& token) {
                             return (token.flags & (analysis::kInLexicon |
                                                    analysis::kStopWord)) != 0;
                           });
      });
}

// Whether `place` is a mention of one of `entities`, sorted.
bool IsMention(const Catalog& catalog, DocRef ref, const Match& place,
               const std::vector<uint32_t>& entities) {
  const auto stored = catalog.segment(ref).mentions(ref.doc);
  return std::any_of(
      stored.begin(), stored.end(), [&](const index::StoredMention& mention) {
        return static_cast<Field>(mention.field) == place.field &&
               mention.position_begin == place.tokens.begin &&
               mention.position_end == place.tokens.end &&
               std::binary_search(entities.begin(), entities.end(),
                                  catalog.entity(ref.segment, mention.entity));
      });
}

Result<NamePlaces> CountPlaces(const Corpus& corpus, const PlanNode& name,
                               const CallControl& control) {
  const Catalog& catalog = *corpus.catalog;
  std::vector<uint32_t> entities;
  for (const std::string& id : name.entity_ids) {
    if (const auto entity = catalog.FindEntity(id)) entities.push_back(*entity);
  }
  std::sort(entities.begin(), entities.end());
  PlanNode words = name;
  words.entity_ids.clear();
  words.zone = query::Zone::kAnywhere;
  const Result<HitSet> hits =
      corpus.executor->Run(words, control, Scoring::kUnscored);
  if (!hits.ok()) return hits.status();
  const EvidenceFinder finder(words, catalog);
  EvidenceFinder::InColumn column(finder);
  CallPoll poll(control);
  NamePlaces places;
  for (const ScoredDoc& hit : hits->docs) {
    if (Status status = poll.Tick(); !status.ok()) return status;
    ArticleText text(catalog.segment(hit.doc), hit.doc.doc);
    const Result<Evidence> evidence = column.FindUnordered(hit.doc, &text);
    if (!evidence.ok()) return evidence.status();
    for (const Match& place : evidence->found) {
      const bool mention = IsMention(catalog, hit.doc, place, entities);
      ++(mention ? places.recognised : places.others);
    }
  }
  return places;
}

Result<NamePlaces> PlacesOf(const Corpus& corpus, const PlanNode& name,
                            const CallControl& control) {
  const std::string key = "places of a name\n" + name.value;
  if (const RowCounts::Counts known = corpus.row_counts->Find(key)) {
    return NamePlaces{(*known)[0], (*known)[1]};
  }
  Result<NamePlaces> places = CountPlaces(corpus, name, control);
  if (places.ok()) {
    corpus.row_counts->Keep(key, {places->recognised, places->others});
  }
  return places;
}

QueryWarning RarelyAName(const PlanNode& name, const NamePlaces& places) {
  const std::string recognised = std::to_string(places.recognised);
  const std::string all = std::to_string(places.recognised + places.others);
  return {"RARELY_A_NAME", name.range,
          "« " + name.value + " » n’est reconnu comme nom que " + recognised +
              " fois sur " + all +
              " : seules ces mentions comptent. =\"…\" cherche les mots.",
          "\"" + name.value + "\" is recognised as a name in " + recognised +
              " of " + all +
              " places: only these count. =\"...\" searches the words."};
}

// `left`: names that may still be counted.
Status Settle(const Corpus& corpus, const CallControl& control, PlanNode* node,
              uint32_t* left, std::vector<QueryWarning>* warnings) {
  for (PlanNode& child : node->children) {
    Status settled = Settle(corpus, control, &child, left, warnings);
    if (!settled.ok()) return settled;
  }
  const bool may_be_name = !node->entity_ids.empty() || corpus.unlisted_names;
  if (node->kind != NodeKind::kMention || node->terms.empty() || *left == 0 ||
      !may_be_name || !IsOfCommonWords(*node)) {
    return OkStatus();
  }
  --*left;
  const Result<NamePlaces> places = PlacesOf(corpus, *node, control);
  if (!places.ok()) return places.status();
  if (places->rarely_named()) {
    warnings->push_back(RarelyAName(*node, *places));
    node->terms.clear();
  }
  return OkStatus();
}

}  // namespace

Status SettleRareNames(const Corpus& corpus, const CallControl& control,
                       query::Plan* plan) {
  uint32_t left = kMostNames;
  return Settle(corpus, control, &plan->root, &left,
                &plan->understanding.warnings);
}

}  // namespace vigie::match
