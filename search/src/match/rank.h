// The second stage of ranking: the best hits of the first are looked at again.
// Every number here is stated, with what it was measured to give, in
// docs/ranking.md.
#ifndef VIGIE_MATCH_RANK_H_
#define VIGIE_MATCH_RANK_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "match/corpus.h"
#include "match/executor.h"
#include "query/plan.h"
#include "vigie/search.h"
#include "vigie/status.h"

namespace vigie::match {

// Hits that the second stage looks at.
inline constexpr size_t kRerankedHits = 50;
// Parts of a query that it looks at.
inline constexpr size_t kRankedParts = 32;

struct RankRequest {
  const query::PlanNode& root;
  double half_life_days = 0;  // 0: age does not count
  int32_t today = 0;          // days since 1970-01-01, Europe/Paris
  bool again = true;          // false: there is no second stage
};

// What the second stage adds to one hit; all at least 0.
struct RankBonus {
  double coverage = 0;
  double order = 0;
  double family = 0;
  double lead = 0;
  double salience = 0;
  double sum() const { return coverage + order + family + lead + salience; }
};

// What a score is multiplied by for its age: 1 when undated, from the future,
// or `half_life_days` is 0.
double AgeFactor(const Catalog& catalog, DocRef ref,
                 const RankRequest& request);

// INVALID_ARGUMENT (reason FRESHNESS): negative or not finite.
Status CheckHalfLife(double half_life_days);

// Multiplies every score by its age factor; unless that is all, puts the best
// kRerankedHits in order of score then id, adds to each its bonus, and orders
// them again. What the bonus lifts stays above the others, since no bonus is
// negative. When `explained` is among them, `bonus` receives what it got.
Status RankHits(const Corpus& corpus, const RankRequest& request,
                const CallControl& control, std::vector<ScoredDoc>* hits,
                std::optional<DocRef> explained = std::nullopt,
                RankBonus* bonus = nullptr);

}  // namespace vigie::match

#endif  // VIGIE_MATCH_RANK_H_
