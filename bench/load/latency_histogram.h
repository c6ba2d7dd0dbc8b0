// Counts of latencies, with an error of at most 0.8% of each.
#ifndef BENCH_LOAD_LATENCY_HISTOGRAM_H_
#define BENCH_LOAD_LATENCY_HISTOGRAM_H_

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace vigie::bench {

// Every power of two of nanoseconds is cut into 128 equal buckets, as HDR
// histograms do. Not thread-safe: one per thread, merged afterwards.
class LatencyHistogram {
 public:
  void Add(std::chrono::nanoseconds latency);
  void Merge(const LatencyHistogram& other);

  uint64_t count() const { return count_; }
  // In microseconds, the upper end of the bucket that holds it; 0 when empty.
  // `share` is in [0, 1]. O(buckets).
  double Quantile(double share) const;
  double MaxMicros() const { return static_cast<double>(largest_) / 1e3; }

 private:
  static size_t BucketOf(uint64_t nanos);
  static uint64_t EndOf(size_t bucket);

  std::vector<uint64_t> buckets_;
  uint64_t count_ = 0;
  uint64_t largest_ = 0;
};

}  // namespace vigie::bench

#endif  // BENCH_LOAD_LATENCY_HISTOGRAM_H_
