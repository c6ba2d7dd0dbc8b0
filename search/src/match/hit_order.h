// The hits of an answer in the order asked for.
#ifndef VIGIE_MATCH_HIT_ORDER_H_
#define VIGIE_MATCH_HIT_ORDER_H_

#include <cstddef>
#include <string>
#include <vector>

#include "match/query_run.h"
#include "match/spans.h"
#include "vigie/search.h"
#include "vigie/status.h"

namespace vigie::match {

// What orders hits.
struct HitOrder {
  SortOrder sort = SortOrder::kRelevance;
  double half_life_days = 0;
  const CallControl& control;
};

// Puts the first `count` of `run->hits` in order and returns the keys of all,
// falling. Scores are what they are in every order but for the second stage,
// which only relevance asks for, and age, which kBm25 counts too. kMentions and
// kSalience: O(tokens of the hits). Errors of the control; DATA_LOSS.
Result<std::vector<double>> PutInOrder(const Corpus& corpus,
                                       const HitOrder& order, size_t count,
                                       QueryRun* run);

// How much an article is about what a query matches in it, 0 to 1:
// .4 in the title + .2 in the lead + .2 density, full at one match in 50 words
// + .2 spread from the first to the last match of the text over its length.
double Salience(const std::vector<Match>& matches, uint32_t lead_end,
                double words);

// Hits that share one value of a dimension.
struct HitGroup {
  size_t first = 0;   // place of its best hit
  std::string value;  // empty: the hit has none and stands alone
  uint32_t more = 0;  // other hits
};

// Ordered hits by their first value of `key`, in the order of the best of
// each. Errors of the control.
Result<std::vector<HitGroup>> GroupHits(const FacetKey& key,
                                        const FacetColumns& columns,
                                        const std::vector<ScoredDoc>& hits,
                                        const CallControl& control);

}  // namespace vigie::match

#endif  // VIGIE_MATCH_HIT_ORDER_H_
