// Retrieval measures and the test that compares two runs.
#ifndef VIGIE_BENCH_EVAL_METRICS_H_
#define VIGIE_BENCH_EVAL_METRICS_H_

#include <cstdint>
#include <set>
#include <string>
#include <vector>

namespace vigie::eval {

// Of one query, each in [0, 1]; relevance is binary.
struct QueryScores {
  double reciprocal_rank_10 = 0;
  double ndcg_10 = 0;
  double recall_100 = 0;
};

// `ranked`: at most 100 ids, best first. REQUIRES a non-empty `relevant`.
QueryScores Score(const std::vector<std::string>& ranked,
                  const std::set<std::string>& relevant);

struct PairedTest {
  double mean_a = 0;
  double mean_b = 0;
  double p_value = 1;  // two-sided
};

// Paired randomisation (Smucker, Allan and Carterette, CIKM 2007): the share
// of `rounds` random sign flips of the per-query differences whose mean is at
// least as far from zero as the one seen. REQUIRES equal sizes. O(n * rounds).
PairedTest CompareRuns(const std::vector<double>& a,
                       const std::vector<double>& b, uint32_t rounds,
                       uint64_t seed);

}  // namespace vigie::eval

#endif  // VIGIE_BENCH_EVAL_METRICS_H_
