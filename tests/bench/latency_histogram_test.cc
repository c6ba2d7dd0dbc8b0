#include "bench/load/latency_histogram.h"

#include <gtest/gtest.h>

#include <chrono>

namespace vigie::bench {
namespace {

using std::chrono::microseconds;
using std::chrono::nanoseconds;
using std::chrono::seconds;

TEST(LatencyHistogram, HoldsEveryMagnitudeWithinOnePercent) {
  for (int64_t nanos = 1; nanos < seconds(100) / nanoseconds(1);
       nanos += nanos / 3 + 1) {
    LatencyHistogram histogram;
    histogram.Add(nanoseconds(nanos));
    histogram.Add(seconds(200));
    const double micros = static_cast<double>(nanos) / 1e3;
    EXPECT_GE(histogram.Quantile(.5), micros);
    EXPECT_LE(histogram.Quantile(.5), micros * 1.008 + .001);
  }
}

TEST(LatencyHistogram, GivesTheQuantilesOfWhatItCounted) {
  LatencyHistogram histogram;
  for (int i = 1; i <= 1'000; ++i) histogram.Add(microseconds(i));
  EXPECT_NEAR(histogram.Quantile(.5), 500, 5);
  EXPECT_NEAR(histogram.Quantile(.99), 990, 9);
  EXPECT_EQ(histogram.Quantile(1), 1'000);
  EXPECT_EQ(histogram.MaxMicros(), 1'000);
  EXPECT_EQ(histogram.count(), 1'000U);
}

TEST(LatencyHistogram, MergesAsIfOneHadCountedAll) {
  LatencyHistogram fast;
  LatencyHistogram slow;
  for (int i = 0; i < 90; ++i) fast.Add(microseconds(10));
  for (int i = 0; i < 10; ++i) slow.Add(seconds(1));
  fast.Merge(slow);
  EXPECT_EQ(fast.count(), 100U);
  EXPECT_NEAR(fast.Quantile(.9), 10, .1);
  EXPECT_NEAR(fast.Quantile(.91), 1e6, 1e4);
  EXPECT_EQ(fast.MaxMicros(), 1e6);
}

TEST(LatencyHistogram, IsZeroWhenEmptyAndTakesNegativeTimesForZero) {
  LatencyHistogram histogram;
  EXPECT_EQ(histogram.Quantile(.99), 0);
  EXPECT_EQ(histogram.MaxMicros(), 0);
  histogram.Add(nanoseconds(-5));
  EXPECT_EQ(histogram.Quantile(.5), 0);
  EXPECT_EQ(histogram.count(), 1U);
}

}  // namespace
}  // namespace vigie::bench
