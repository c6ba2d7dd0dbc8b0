#include "tests/fault/trend.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace vigie::fault {
namespace {

// The median of each stretch that has values.
std::vector<TimedValue> Stretches(const std::vector<TimedValue>& values,
                                  size_t windows) {
  const double begin = values.front().seconds;
  const double length =
      (values.back().seconds - begin) / static_cast<double>(windows);
  std::vector<TimedValue> stretches;
  size_t at = 0;
  for (size_t i = 0; i < windows; ++i) {
    const double end = begin + length * static_cast<double>(i + 1);
    std::vector<double> times;
    std::vector<double> of_stretch;
    for (; at < values.size() && (values[at].seconds < end || i + 1 == windows);
         ++at) {
      times.push_back(values[at].seconds);
      of_stretch.push_back(values[at].value);
    }
    if (times.empty()) continue;
    stretches.push_back(
        {Median(std::move(times)), Median(std::move(of_stretch))});
  }
  return stretches;
}

}  // namespace

double Median(std::vector<double> values) {
  if (values.empty()) return 0;
  const size_t half = values.size() / 2;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(half);
  std::nth_element(values.begin(), middle, values.end());
  const double upper = *middle;
  if (values.size() % 2 == 1) return upper;
  return (upper + *std::max_element(values.begin(), middle)) / 2;
}

double RisePerHour(const std::vector<TimedValue>& values, size_t windows) {
  if (values.size() < 2 || windows < 2) return 0;
  const std::vector<TimedValue> stretches = Stretches(values, windows);
  std::vector<double> slopes;
  for (size_t i = 0; i < stretches.size(); ++i) {
    for (size_t j = i + 1; j < stretches.size(); ++j) {
      const double time = stretches[j].seconds - stretches[i].seconds;
      if (time <= 0) continue;
      slopes.push_back((stretches[j].value - stretches[i].value) / time * 3600);
    }
  }
  return Median(std::move(slopes));
}

}  // namespace vigie::fault
