// From a request's query and selections to its hits.
#ifndef VIGIE_MATCH_QUERY_RUN_H_
#define VIGIE_MATCH_QUERY_RUN_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "match/corpus.h"
#include "match/facets.h"
#include "match/selection.h"
#include "query/plan.h"
#include "vigie/search.h"
#include "vigie/status.h"

namespace vigie::match {

// The part that all requests share.
struct QueryInput {
  const std::string& query;
  const QueryOptions& options;
  const std::vector<FacetSelection>& selections;
  const CallControl& control;
  // What « hier » is relative to, in days since 1970-01-01 in Europe/Paris;
  // none: today.
  std::optional<int32_t> today;
  Scoring scoring = Scoring::kScored;
  // How many of the best hits are wanted, by score and then id; none: all
  // hits, in no order.
  std::optional<size_t> best;
  bool scoped = false;  // QueryRun::counted is wanted
  // With `best`: the facets that it is wanted for.
  const std::vector<FacetRequest>* facets = nullptr;
  const CallControl* partial = nullptr;  // as MatchRequest's
  // The same as `best` of what the second stage of ranking has no part of;
  // none: no fewer.
  std::optional<size_t> best_unranked = {};
};

struct QueryRun {
  query::Plan plan;  // understanding completed with what words stand for
  Selections selections;
  CountedDocs counted;          // what facets count over
  std::vector<ScoredDoc> hits;  // what passes all selections, or the best of it
  uint64_t total = 0;           // of what passes all selections
  int32_t today = 0;            // that dates were read on, in Europe/Paris
  PrefixWords prefix_words;     // that were searched
  PartialReason partial = PartialReason::kComplete;
  uint64_t articles_searched = 0;  // when partial
};

// Errors are those of Snapshot::Search. `columns` must outlive the run.
Result<QueryRun> RunQuery(const Corpus& corpus, const FacetColumns& columns,
                          const QueryInput& input);

}  // namespace vigie::match

#endif  // VIGIE_MATCH_QUERY_RUN_H_
