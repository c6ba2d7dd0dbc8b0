#include "match/kept_by_doc.h"

#include <gtest/gtest.h>

#include <string>

#include "match/hit_cards.h"

namespace vigie::match {
namespace {

using Kept = KeptByDoc<std::string>;

TEST(KeptByDoc, FindsWhatWasKeptByItsSegmentAndDocument) {
  Kept kept(100);
  kept.Keep({1, 2}, "one", 10);
  kept.Keep({2, 1}, "two", 10);
  ASSERT_NE(kept.Find({1, 2}), nullptr);
  EXPECT_EQ(*kept.Find({1, 2}), "one");
  EXPECT_EQ(*kept.Find({2, 1}), "two");
  EXPECT_EQ(kept.Find({1, 1}), nullptr);
  EXPECT_EQ(kept.Find({3, 2}), nullptr);
}

TEST(KeptByDoc, DropsWhatWasAskedForLongestAgo) {
  Kept kept(30);
  for (uint32_t doc = 0; doc < 3; ++doc) kept.Keep({0, doc}, "x", 10);
  EXPECT_NE(kept.Find({0, 0}), nullptr);
  kept.Keep({1, 0}, "x", 10);
  EXPECT_EQ(kept.Find({0, 1}), nullptr);
  EXPECT_NE(kept.Find({0, 0}), nullptr);
  EXPECT_NE(kept.Find({1, 0}), nullptr);
  EXPECT_EQ(kept.bytes(), 30U);
}

TEST(KeptByDoc, GivesBackWhatIsLargerThanItsBoundWithoutKeepingIt) {
  Kept kept(30);
  EXPECT_EQ(*kept.Keep({0, 0}, "x", 31), "x");
  EXPECT_EQ(kept.Find({0, 0}), nullptr);
  EXPECT_EQ(kept.bytes(), 0U);
}

TEST(KeptByDoc, ForgetsASegmentAlone) {
  Kept kept(100);
  kept.Keep({1, 0}, "one", 10);
  kept.Keep({2, 0}, "two", 10);
  kept.Keep({1, 7}, "one", 10);
  const Kept::Pointer held = kept.Find({1, 7});
  kept.Forget(1);
  kept.Forget(3);
  EXPECT_EQ(kept.Find({1, 0}), nullptr);
  EXPECT_EQ(kept.Find({1, 7}), nullptr);
  EXPECT_NE(kept.Find({2, 0}), nullptr);
  EXPECT_EQ(kept.bytes(), 10U);
  EXPECT_EQ(*held, "one");
}

// Else a server that takes articles fills up with those of segments that are
// long gone.
TEST(KeptArticles, GoWithTheLastSnapshotThatHoldsTheirSegment) {
  KeptArticles kept(1000);
  const uint32_t number = kept.Hold("a");
  EXPECT_EQ(kept.Hold("a"), number);
  kept.cards.Keep({number, 0}, Article(), 10);
  kept.texts.Keep({number, 0}, ShownText(), 10);
  kept.Release("a");
  EXPECT_NE(kept.cards.Find({number, 0}), nullptr);
  kept.Release("a");
  EXPECT_EQ(kept.cards.bytes(), 0U);
  EXPECT_EQ(kept.texts.bytes(), 0U);
}

}  // namespace
}  // namespace vigie::match
