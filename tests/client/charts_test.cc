#include "client/charts.h"

#include <gtest/gtest.h>

namespace vigie::client {
namespace {

TEST(Bar, GrowsInEighthsAndShowsEveryCount) {
  EXPECT_EQ(Bar(0, 10, 4), "");
  EXPECT_EQ(Bar(1, 1'000'000, 4), "▏");
  EXPECT_EQ(Bar(5, 10, 4), "██");
  EXPECT_EQ(Bar(10, 10, 4), "████");
  EXPECT_EQ(Bar(9, 10, 1), "▉");
  EXPECT_EQ(Bar(20, 10, 4), "████");
  EXPECT_EQ(Bar(3, 0, 4), "");
}

TEST(Sparkline, HasTheHeightsOfItsValues) {
  EXPECT_EQ(Sparkline({}, 10), "");
  EXPECT_EQ(Sparkline({0, 0}, 10), "▁▁");
  EXPECT_EQ(Sparkline({0, 1, 7, 14}, 10), "▁▂▅█");
  EXPECT_EQ(Sparkline({5}, 10), "█");
}

TEST(Sparkline, GroupsNeighboursWhenThereAreTooMany) {
  EXPECT_EQ(Sparkline({0, 6, 0, 0, 3, 0}, 3), "█▁▅");
  EXPECT_EQ(Sparkline({0, 6, 0, 0, 3}, 2), "█▅");
}

}  // namespace
}  // namespace vigie::client
