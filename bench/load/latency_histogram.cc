#include "bench/load/latency_histogram.h"

#include <algorithm>
#include <cmath>

namespace vigie::bench {
namespace {

constexpr unsigned kBits = 7;
constexpr uint64_t kPerOctave = uint64_t{1} << kBits;

}  // namespace

// Values below 2 * kPerOctave have a bucket of their own; above, the position
// of the highest bit gives the octave, and the kBits below it the place there.
size_t LatencyHistogram::BucketOf(uint64_t nanos) {
  if (nanos < 2 * kPerOctave) return nanos;
  const auto top = static_cast<unsigned>(63 - __builtin_clzll(nanos));
  const unsigned shift = top - kBits;
  return (shift + 1) * kPerOctave + ((nanos >> shift) - kPerOctave);
}

uint64_t LatencyHistogram::EndOf(size_t bucket) {
  if (bucket < 2 * kPerOctave) return bucket;
  const size_t shift = bucket / kPerOctave - 1;
  return ((bucket % kPerOctave + kPerOctave + 1) << shift) - 1;
}

void LatencyHistogram::Add(std::chrono::nanoseconds latency) {
  const auto nanos =
      static_cast<uint64_t>(std::max<int64_t>(0, latency.count()));
  const size_t bucket = BucketOf(nanos);
  if (bucket >= buckets_.size()) buckets_.resize(bucket + 1);
  ++buckets_[bucket];
  ++count_;
  largest_ = std::max(largest_, nanos);
}

void LatencyHistogram::Merge(const LatencyHistogram& other) {
  buckets_.resize(std::max(buckets_.size(), other.buckets_.size()));
  for (size_t i = 0; i < other.buckets_.size(); ++i) {
    buckets_[i] += other.buckets_[i];
  }
  count_ += other.count_;
  largest_ = std::max(largest_, other.largest_);
}

double LatencyHistogram::Quantile(double share) const {
  const auto wanted = static_cast<uint64_t>(
      std::ceil(std::clamp(share, 0.0, 1.0) * static_cast<double>(count_)));
  uint64_t seen = 0;
  for (size_t i = 0; i < buckets_.size(); ++i) {
    seen += buckets_[i];
    if (seen >= wanted && seen > 0) {
      return static_cast<double>(std::min(EndOf(i), largest_)) / 1e3;
    }
  }
  return 0;
}

}  // namespace vigie::bench
