// Whether a measure grows, told in spite of steps, peaks and saw teeth.
#ifndef VIGIE_TESTS_FAULT_TREND_H_
#define VIGIE_TESTS_FAULT_TREND_H_

#include <cstddef>
#include <vector>

namespace vigie::fault {

struct TimedValue {
  double seconds = 0;
  double value = 0;
};

// The median of `values`; 0 without any.
double Median(std::vector<double> values);

// By how much `values`, in order of time, rise per hour: the medians of
// `windows` stretches of equal length, then the median of the slopes between
// any two of them (Theil and Sen), so that up to 29% of the stretches may be
// anything. 0 with fewer than two. O(n log n + windows^2).
double RisePerHour(const std::vector<TimedValue>& values, size_t windows);

}  // namespace vigie::fault

#endif  // VIGIE_TESTS_FAULT_TREND_H_
