// One query of the local executor.
#ifndef VIGIE_MATCH_LOCAL_QUERY_H_
#define VIGIE_MATCH_LOCAL_QUERY_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "match/best_rows.h"
#include "match/call_poll.h"
#include "match/executor.h"
#include "match/match_tree.h"
#include "match/position_budget.h"
#include "match/positional_source.h"

namespace vigie::match {

// What one query is answered with.
struct LocalQuery {
  LocalQuery(const query::PlanNode& root, const Catalog& catalog,
             const ListFacts& facts, PostingCache* cache,
             const CallControl& control, Scoring scoring, uint64_t tokens)
      : poll(control),
        budget(&poll, tokens),
        terms(catalog, facts, cache),
        builder(catalog, &terms, scoring, &poll),
        tree(builder.Build(root)) {
    if (builder.settles()) {
      positions = std::make_unique<PositionalQuery>(
          root, catalog, builder.prefix_words(), std::vector<std::string>(),
          &poll, &budget);
    }
  }

  // So that the best may be kept.
  void NameWeights(const Selections& selections, const BestMemory& memory) {
    weighed_name = WeighedName(tree, selections);
    if (weighed_name.empty()) return;
    weights = WeightsOf(tree);
    keeps_best = memory.WorthKeeping(weighed_name);
  }

  CallPoll poll;
  PositionBudget budget;
  TermSource terms;
  TreeBuilder builder;
  MatchNode tree;
  std::unique_ptr<PositionalQuery> positions;
  std::string weighed_name;  // WeighedName; empty: nothing is kept
  std::vector<double> weights;
  bool keeps_best = false;  // WeighedQuery::keeps
  // As many hits as are wanted score no less.
  double least_score = 0;
};

// What a query that was stopped is cut by. None: nobody waits for an answer, or
// it would be wrong.
inline std::optional<PartialReason> ReasonOf(const Status& stopped) {
  if (stopped.code() == StatusCode::kDeadlineExceeded) {
    return PartialReason::kTime;
  }
  if (stopped.reason() == "QUERY_TOO_EXPENSIVE") return PartialReason::kCost;
  return {};
}

// Of a list of so many hits that is about to be made: throws Stopped as
// CheckLists.
inline void HoldHits(const QueryLimits& limits, uint64_t hits) {
  Status fits = CheckLists(limits.list_bytes, hits, kListedBytes);
  if (!fits.ok()) throw Stopped{std::move(fits)};
}

}  // namespace vigie::match

#endif  // VIGIE_MATCH_LOCAL_QUERY_H_
