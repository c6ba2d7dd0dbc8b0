#include "match/snapshot_extent.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <utility>
#include <vector>

#include "match/changed_rows.h"

namespace vigie::match {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

DocSet Bits(const std::vector<uint32_t>& docs) {
  std::vector<uint64_t> bits(4);
  for (const uint32_t doc : docs) bits[doc / 64] |= uint64_t{1} << (doc % 64);
  return DocSet::OfBits(std::move(bits));
}

SnapshotExtent Of(
    const std::vector<std::pair<uint32_t, std::vector<uint32_t>>>& segments) {
  SnapshotExtent extent;
  for (const auto& [number, dead] : segments) {
    extent.segments.push_back(number);
    extent.dead.push_back(dead.empty() ? DocSet() : Bits(dead));
  }
  return extent;
}

TEST(SnapshotExtent, TellsWhatCameAndWhatDied) {
  const auto change = ChangeOf(Of({{4, {1, 2}}, {5, {}}}),
                               Of({{4, {1, 2, 200}}, {5, {0}}, {7, {3}}}));
  ASSERT_TRUE(change.has_value());
  EXPECT_EQ(change->segments, 2U);
  ASSERT_EQ(change->died.size(), 2U);
  EXPECT_THAT(change->died[0].Sorted(), ElementsAre(200));
  EXPECT_THAT(change->died[1].Sorted(), ElementsAre(0));
}

TEST(SnapshotExtent, NothingChangedOfTheSame) {
  const auto change = ChangeOf(Of({{4, {1}}}), Of({{4, {1}}}));
  ASSERT_TRUE(change.has_value());
  EXPECT_THAT(change->died[0].Sorted(), IsEmpty());
}

TEST(SnapshotExtent, WhatIsNoLaterOneCannotBeTold) {
  const SnapshotExtent extent = Of({{4, {1}}, {5, {}}});
  EXPECT_FALSE(ChangeOf(extent, Of({{4, {1}}})));           // one is gone
  EXPECT_FALSE(ChangeOf(extent, Of({{5, {}}, {4, {1}}})));  // another order
  EXPECT_FALSE(ChangeOf(extent, Of({{4, {1}}, {6, {}}})));  // merged
  EXPECT_FALSE(ChangeOf(extent, Of({{4, {2}}, {5, {}}})));  // not dead now
  EXPECT_FALSE(ChangeOf(extent, Of({{4, {}}, {5, {1, 2}}})));
}

TEST(KnownChanges, AreMadeOnce) {
  KnownChanges changes;
  int made = 0;
  const auto make = [&] {
    return made++ % 2 == 1 ? nullptr : std::make_shared<const ChangedRows>();
  };
  EXPECT_NE(changes.Get(1, 0, make), nullptr);
  EXPECT_EQ(changes.Get(2, 0, make), nullptr);
  EXPECT_NE(changes.Get(1, 0, make), nullptr);
  EXPECT_EQ(changes.Get(2, 0, make), nullptr);
  EXPECT_EQ(made, 2);
  EXPECT_NE(changes.Get(2, 1, make), nullptr);
  for (uint32_t i = 3; i < 20; ++i) changes.Get(i, 0, make);
  EXPECT_EQ(made, 20);
  changes.Get(1, 0, make);
  EXPECT_EQ(made, 21);
}

}  // namespace
}  // namespace vigie::match
