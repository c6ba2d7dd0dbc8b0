#include "bench/eval/metrics.h"

#include <algorithm>
#include <cmath>
#include <random>

namespace vigie::eval {

QueryScores Score(const std::vector<std::string>& ranked,
                  const std::set<std::string>& relevant) {
  QueryScores scores;
  double gain = 0;
  size_t found = 0;
  const size_t depth = std::min<size_t>(ranked.size(), 100);
  for (size_t i = 0; i < depth; ++i) {
    if (relevant.count(ranked[i]) == 0) continue;
    ++found;
    if (i >= 10) continue;
    if (scores.reciprocal_rank_10 == 0) {
      scores.reciprocal_rank_10 = 1.0 / static_cast<double>(i + 1);
    }
    gain += 1.0 / std::log2(static_cast<double>(i) + 2.0);
  }
  double ideal = 0;
  for (size_t i = 0; i < std::min<size_t>(relevant.size(), 10); ++i) {
    ideal += 1.0 / std::log2(static_cast<double>(i) + 2.0);
  }
  scores.ndcg_10 = gain / ideal;
  scores.recall_100 =
      static_cast<double>(found) / static_cast<double>(relevant.size());
  return scores;
}

PairedTest CompareRuns(const std::vector<double>& a,
                       const std::vector<double>& b, uint32_t rounds,
                       uint64_t seed) {
  const auto n = static_cast<double>(a.size());
  PairedTest test;
  std::vector<double> differences(a.size());
  double seen = 0;
  for (size_t i = 0; i < a.size(); ++i) {
    test.mean_a += a[i] / n;
    test.mean_b += b[i] / n;
    differences[i] = b[i] - a[i];
    seen += differences[i];
  }
  std::mt19937_64 random(seed);
  uint32_t as_far = 0;
  for (uint32_t round = 0; round < rounds; ++round) {
    double sum = 0;
    uint64_t bits = 0;
    for (size_t i = 0; i < differences.size(); ++i) {
      if (i % 64 == 0) bits = random();
      sum += (bits >> (i % 64) & 1U) != 0U ? differences[i] : -differences[i];
    }
    // The sums hold the same terms in the same order: rounding is no issue
    // beyond the last bits.
    if (std::abs(sum) >= std::abs(seen) - 1e-12) ++as_far;
  }
  test.p_value = (as_far + 1.0) / (rounds + 1.0);
  return test;
}

}  // namespace vigie::eval
