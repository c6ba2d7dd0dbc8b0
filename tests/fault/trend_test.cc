// Slopes of what a soak measures.
#include "tests/fault/trend.h"

#include <gtest/gtest.h>

#include <cmath>

namespace vigie::fault {
namespace {

// One value a second for 40 minutes.
template <typename Function>
std::vector<TimedValue> Measure(const Function& value) {
  std::vector<TimedValue> values;
  for (int second = 0; second < 2'400; ++second) {
    values.push_back(
        {static_cast<double>(second), value(static_cast<double>(second))});
  }
  return values;
}

TEST(Median, IsTheMiddleOrTheMeanOfTheMiddleTwo) {
  EXPECT_EQ(Median({}), 0);
  EXPECT_EQ(Median({3}), 3);
  EXPECT_EQ(Median({9, 1, 2}), 2);
  EXPECT_EQ(Median({4, 1, 9, 2}), 3);
}

TEST(RisePerHour, FindsASteadyLeak) {
  const auto leak =
      Measure([](double second) { return 60 + second * 5 / 3'600; });
  EXPECT_NEAR(RisePerHour(leak, 40), 5, .01);
}

TEST(RisePerHour, IsNotMovedByTeethAndPeaks) {
  const auto level = Measure([](double second) {
    const double tooth = std::fmod(second, 97) / 97 * 12;
    const bool peak = second > 2'000 && second < 2'200;
    return 60 + tooth + (peak ? 300 : 0);
  });
  EXPECT_NEAR(RisePerHour(level, 40), 0, .5);
}

TEST(RisePerHour, FindsALeakBelowTeeth) {
  const auto leak = Measure([](double second) {
    return 60 + std::fmod(second, 97) / 97 * 2 + second * 4 / 3'600;
  });
  EXPECT_NEAR(RisePerHour(leak, 40), 4, .5);
}

TEST(RisePerHour, IsNothingWithoutTime) {
  EXPECT_EQ(RisePerHour({}, 40), 0);
  EXPECT_EQ(RisePerHour({{1, 5}}, 40), 0);
  EXPECT_EQ(RisePerHour({{1, 5}, {1, 9}}, 40), 0);
  EXPECT_EQ(RisePerHour({{0, 5}, {3'600, 9}}, 1), 0);
}

TEST(RisePerHour, TakesValuesThatAreMissing) {
  EXPECT_NEAR(RisePerHour({{0, 1}, {3'600, 3}}, 40), 2, 1e-9);
}

}  // namespace
}  // namespace vigie::fault
