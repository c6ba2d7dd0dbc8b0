// How much a word's occurrences in a document weigh, and bounds of it that are
// persisted (dense_terms.h).
#ifndef VIGIE_INDEX_TERM_IMPACT_H_
#define VIGIE_INDEX_TERM_IMPACT_H_

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>

#include "index/segment.h"

namespace vigie::index {

// BM25's constants. Do not change them: stored bounds depend on them.
inline constexpr double kBm25K1 = 1.2;
inline constexpr double kBm25B = 0.75;
inline constexpr double kLeastLength = 0.5;  // of the mean

// What BM25 adds to the wdf in its denominator. `length` is the document's over
// the mean.
inline double LengthNorm(double length) {
  return kBm25K1 * (std::max(length, kLeastLength) * kBm25B + (1 - kBm25B));
}

// The mean length of a segment's documents; 0 when all are empty. O(documents).
inline double MeanLength(const Span<uint32_t>& lengths) {
  const uint64_t total =
      std::accumulate(lengths.begin(), lengths.end(), uint64_t{0});
  return lengths.size == 0
             ? 0
             : static_cast<double>(total) / static_cast<double>(lengths.size);
}

// A share in steps of 1/255, rounded up.
inline uint8_t ImpactOf(double share) {
  return static_cast<uint8_t>(std::ceil(share * 255.0));
}

// wdf / (wdf + LengthNorm), in steps of 1/255, rounded up; 0 for a wdf of 0.
inline uint8_t Impact(uint32_t wdf, uint32_t length, double mean_length) {
  if (wdf == 0) return 0;
  const double norm = LengthNorm(mean_length == 0 ? 0 : length / mean_length);
  return ImpactOf(wdf / (wdf + norm));
}

// What the impacts in steps have to be multiplied by to be bounds where the
// mean length is another: a weight grows at most as the mean does.
inline double ImpactStep(double mean_length, double mean_of_impacts) {
  constexpr double kRounding = 1 + 1e-6;
  const double growth =
      mean_of_impacts == 0 ? 1 : std::max(1.0, mean_length / mean_of_impacts);
  return growth * kRounding / 255.0;
}

}  // namespace vigie::index

#endif  // VIGIE_INDEX_TERM_IMPACT_H_
