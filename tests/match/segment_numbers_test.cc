#include "match/segment_numbers.h"

#include <gtest/gtest.h>

namespace vigie::match {
namespace {

TEST(SegmentNumbers, AreTheSameForTheSameContentWhileItIsHeld) {
  SegmentNumbers numbers;
  const uint32_t first = numbers.Hold("a");
  EXPECT_EQ(numbers.Hold("a"), first);
  EXPECT_NE(numbers.Hold("b"), first);
  numbers.Release("a");
  EXPECT_EQ(numbers.Hold("a"), first);
}

TEST(SegmentNumbers, AreNeverGivenTwice) {
  SegmentNumbers numbers;
  const uint32_t first = numbers.Hold("a");
  numbers.Release("a");
  const uint32_t second = numbers.Hold("b");
  const uint32_t third = numbers.Hold("a");
  EXPECT_NE(second, first);
  EXPECT_NE(third, first);
  EXPECT_NE(third, second);
}

TEST(SegmentNumbers, AreToldWhenTheLastToHoldThemEnds) {
  SegmentNumbers numbers;
  const uint32_t number = numbers.Hold("a");
  numbers.Hold("a");
  EXPECT_EQ(numbers.Release("a"), std::nullopt);
  EXPECT_EQ(numbers.Release("a"), number);
}

}  // namespace
}  // namespace vigie::match
