#include "match/row_counts.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace vigie::match {
namespace {

TEST(RowCounts, KeepsWhatItIsGiven) {
  RowCounts kept;
  EXPECT_EQ(kept.Find("a"), nullptr);
  kept.Keep("a", {1, 2});
  kept.Keep("b", {});
  ASSERT_NE(kept.Find("a"), nullptr);
  EXPECT_EQ(*kept.Find("a"), (std::vector<uint32_t>{1, 2}));
  ASSERT_NE(kept.Find("b"), nullptr);
  kept.Keep("a", {3});
  EXPECT_EQ(*kept.Find("a"), std::vector<uint32_t>{3});
}

TEST(RowCounts, DropsTheRequestUsedLongestAgo) {
  RowCounts kept;
  for (size_t i = 0; i < RowCounts::kMaxRequests; ++i) {
    kept.Keep(std::to_string(i), {1});
  }
  EXPECT_NE(kept.Find("0"), nullptr);
  kept.Keep("another", {1});
  EXPECT_NE(kept.Find("0"), nullptr);
  EXPECT_EQ(kept.Find("1"), nullptr);
}

TEST(RowCounts, BoundsTheCountsOfAllRequests) {
  RowCounts kept;
  const std::vector<uint32_t> half(RowCounts::kMaxCounts / 2);
  kept.Keep("a", half);
  kept.Keep("b", half);
  kept.Keep("c", {1});
  EXPECT_EQ(kept.Find("a"), nullptr);
  EXPECT_NE(kept.Find("b"), nullptr);
  kept.Keep("long", std::vector<uint32_t>(RowCounts::kMaxCounts + 1));
  EXPECT_EQ(kept.Find("long"), nullptr);
  EXPECT_NE(kept.Find("b"), nullptr);
}

TEST(RowCounts, StaysWithWhoReadsThem) {
  RowCounts kept;
  kept.Keep("a", {7});
  const RowCounts::Counts counts = kept.Find("a");
  kept.Keep("a", {8});
  EXPECT_EQ((*counts)[0], 7U);
}

}  // namespace
}  // namespace vigie::match
