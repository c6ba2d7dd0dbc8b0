// Runs plans on decoded posting lists (ADR 0019).
#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>
#include <utility>

#include "index/xapian_status.h"
#include "match/call_poll.h"
#include "match/executor.h"
#include "match/match_tree.h"
#include "match/positional_source.h"
#include "match/segment_matcher.h"
#include "match/segment_scorer.h"

namespace vigie::match {
namespace {

double InSteps(double score) { return std::round(score * 1e9) / 1e9; }

double AverageLength(const Catalog& catalog) {
  double total = 0;
  for (const auto& segment : catalog.segments()) {
    uint64_t of_segment = 0;
    for (const uint32_t length : segment->lengths()) of_segment += length;
    total += static_cast<double>(of_segment);
  }
  const auto documents = static_cast<double>(catalog.documents());
  return documents == 0 ? 0 : total / documents;
}

std::vector<uint32_t> Tombstoned(const index::Segment& segment) {
  std::vector<uint32_t> docs;
  for (uint32_t doc = 0; segment.tombstones() > 0 && doc < segment.size();
       ++doc) {
    if (segment.tombstoned(doc)) docs.push_back(doc);
  }
  return docs;
}

// What one query is answered with.
struct Query {
  Query(const query::PlanNode& root, const Catalog& catalog,
        const std::vector<std::string>& keys, PostingCache* cache,
        const CallControl& control, Scoring scoring)
      : poll(control),
        budget(&poll),
        terms(catalog, keys, cache),
        builder(catalog, &terms, scoring, &poll),
        tree(builder.Build(root)) {
    if (builder.settles()) {
      positions = std::make_unique<PositionalQuery>(
          root, catalog, builder.prefix_words(), std::vector<std::string>(),
          &poll, &budget);
    }
  }

  CallPoll poll;
  PositionBudget budget;
  TermSource terms;
  TreeBuilder builder;
  MatchNode tree;
  std::unique_ptr<PositionalQuery> positions;
};

class LocalExecutor : public Executor {
 public:
  LocalExecutor(std::shared_ptr<const Catalog> catalog, PostingCache* cache)
      : catalog_(std::move(catalog)),
        cache_(cache),
        average_length_(AverageLength(*catalog_)) {
    for (const auto& segment : catalog_->segments()) {
      keys_.push_back(ContentKey(*segment));
      dead_.push_back(DocSet::OfSorted(Tombstoned(*segment)));
    }
  }

  using Executor::Run;
  Result<HitSet> Run(const query::PlanNode& root, const CallControl& control,
                     Scoring scoring) const override {
    return Guarded<HitSet>(control, [&] {
      Query query(root, *catalog_, keys_, cache_, control, scoring);
      HitSet hits;
      for (uint32_t i = 0; i < catalog_->segments().size(); ++i) {
        Collect(i, nullptr, scoring, &query, &hits.docs);
      }
      hits.expansions = query.builder.TakeExpansions();
      hits.prefix_words = query.builder.prefix_words();
      return hits;
    });
  }

  Result<std::optional<double>> ScoreOf(
      const query::PlanNode& root, DocRef doc,
      const CallControl& control) const override {
    using Score = std::optional<double>;
    return Guarded<Score>(control, [&] {
      Query query(root, *catalog_, keys_, cache_, control, Scoring::kScored);
      const DocSet only = DocSet::OfSorted({doc.doc});
      std::vector<ScoredDoc> docs;
      Collect(doc.segment, &only, Scoring::kScored, &query, &docs);
      return docs.empty() ? Score() : Score(docs.front().score);
    });
  }

 private:
  template <typename Value, typename Body>
  static Result<Value> Guarded(const CallControl& control, const Body& body) {
    if (Status status = CheckControl(control); !status.ok()) return status;
    return index::CatchXapian("matching the query", [&]() -> Result<Value> {
      try {
        return body();
      } catch (const Stopped& stopped) {
        return stopped.status;
      }
    });
  }

  // Appends the hits of one segment, or those of them in `within`.
  void Collect(uint32_t segment, const DocSet* within, Scoring scoring,
               Query* query, std::vector<ScoredDoc>* docs) const {
    const bool scored = scoring == Scoring::kScored;
    SegmentMatcher matcher({*catalog_, segment, query->builder.nodes(),
                            query->positions.get(), &query->poll, scored});
    DocSet found = matcher.Match(query->tree, within).View();
    if (within != nullptr) found = Intersect(found, *within);
    if (!dead_[segment].empty()) found = Subtract(found, dead_[segment]);
    if (!scored) {
      docs->reserve(docs->size() + found.size());
      found.Visit([&](uint32_t doc) { docs->push_back({{segment, doc}, 0}); });
      return;
    }
    const SegmentScorer scorer(*catalog_, segment, average_length_, matcher,
                               &query->poll);
    const WeighedDocs weighed =
        scorer.Weigh(query->tree, found.Sorted(), found.size(), 0);
    for (size_t i = 0; i < weighed.docs.size(); ++i) {
      docs->push_back(
          {{segment, weighed.docs[i]}, InSteps(weighed.weights[i])});
    }
  }

  std::shared_ptr<const Catalog> catalog_;
  PostingCache* cache_;
  double average_length_;
  std::vector<std::string> keys_;  // ContentKey, by segment
  std::vector<DocSet> dead_;       // tombstoned, by segment
};

}  // namespace

std::unique_ptr<Executor> MakeLocalExecutor(
    std::shared_ptr<const Catalog> catalog, PostingCache* cache) {
  return std::make_unique<LocalExecutor>(std::move(catalog), cache);
}

}  // namespace vigie::match
