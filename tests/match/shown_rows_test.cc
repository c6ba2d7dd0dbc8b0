// What pages show of matches, kept from page to page.
#include "match/shown_rows.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

namespace vigie::match {
namespace {

query::PlanNode Leaf(query::NodeKind kind, const std::string& value) {
  query::PlanNode node;
  node.kind = kind;
  node.value = value;
  return node;
}

PrefixWords Words(const std::string& prefix, uint32_t count) {
  PrefixWords words;
  std::vector<std::string>& of_prefix = words[{prefix, false}];
  for (uint32_t i = 0; i < count; ++i) {
    of_prefix.push_back(prefix + std::to_string(i));
  }
  return words;
}

ShownRowPointer Row(uint32_t matches, size_t letters = 0) {
  ShownRow row;
  row.matches = matches;
  row.passages.resize(1);
  row.passages[0].sentence.text.assign(letters, 'x');
  return std::make_shared<const ShownRow>(std::move(row));
}

TEST(PlanName, IsOfPlansWhosePrefixesStandForAllWords) {
  const query::PlanNode word = Leaf(query::NodeKind::kWord, "accord");
  const query::PlanNode prefix = Leaf(query::NodeKind::kPrefix, "acc");
  EXPECT_FALSE(PlanName(word, nullptr).empty());
  EXPECT_TRUE(PlanName(prefix, nullptr).empty());
  const PrefixWords few = Words("acc", 3);
  const PrefixWords many = Words("acc", kWordsPerPrefix);
  EXPECT_FALSE(PlanName(prefix, &few).empty());
  EXPECT_TRUE(PlanName(prefix, &many).empty());
  EXPECT_EQ(PlanName(word, &many), PlanName(word, nullptr));
  const PrefixWords fewer = Words("acc", 2);
  EXPECT_EQ(PlanName(prefix, &few), PlanName(prefix, &fewer));
  query::PlanNode both = Leaf(query::NodeKind::kAnd, "");
  both.children = {word, prefix};
  EXPECT_TRUE(PlanName(both, &many).empty());
}

// Each prefix may have few words, and all of them together more than a query
// may.
TEST(PlanName, IsNotOfPlansThatHaveTooManyPrefixes) {
  PrefixWords words;
  for (uint32_t i = 0; i * 200 < kWordsOfPrefixes; ++i) {
    words.merge(Words(std::to_string(i), 200));
  }
  EXPECT_TRUE(PlanName(Leaf(query::NodeKind::kPrefix, "1"), &words).empty());
}

TEST(KeptShown, GivesNumbersFromTheSecondTimeOn) {
  KeptShown kept(100'000);
  EXPECT_EQ(kept.MakeNumber(0, "a"), 0U);
  EXPECT_EQ(kept.MakeNumber(1, "a"), 0U);
  EXPECT_EQ(kept.FindNumber("a"), 0U);
  const uint64_t number = kept.MakeNumber(0, "a");
  EXPECT_NE(number, 0U);
  EXPECT_EQ(kept.FindNumber("a"), number);
  EXPECT_EQ(kept.MakeNumber(0, "b"), 0U);
  EXPECT_NE(kept.MakeNumber(0, "b"), number);
}

TEST(KeptShown, FindsRowsByNumberDocumentAndSegment) {
  KeptShown kept(100'000);
  const uint32_t one = kept.Hold("one");
  const uint32_t other = kept.Hold("other");
  kept.Keep({one, {9, 5}}, Row(1));
  kept.Keep({other, {9, 5}}, Row(2));
  kept.Keep({one, {9, 6}}, Row(3));
  kept.Keep({one, {17, 5}}, Row(4));
  const auto rows = kept.Find(
      {{one, {9, 5}}, {other, {9, 5}}, {other, {9, 6}}, {one, {9, 6}}});
  ASSERT_EQ(rows.size(), 4U);
  EXPECT_EQ(rows[0]->matches, 1U);
  EXPECT_EQ(rows[1]->matches, 2U);
  EXPECT_EQ(rows[2], nullptr);
  EXPECT_EQ(rows[3]->matches, 3U);
  EXPECT_EQ(kept.Find({{one, {17, 5}}})[0]->matches, 4U);
  EXPECT_TRUE(kept.Find({}).empty());
}

TEST(KeptShown, GoWithTheLastSnapshotThatHoldsTheirSegment) {
  KeptShown kept(100'000);
  const uint32_t number = kept.Hold("a");
  EXPECT_EQ(kept.Hold("a"), number);
  for (uint64_t plan = 1; plan < 20; ++plan) {
    kept.Keep({number, {plan, 0}}, Row(1));
  }
  kept.Release("a");
  EXPECT_NE(kept.Find({{number, {1, 0}}})[0], nullptr);
  EXPECT_GT(kept.bytes(), 0U);
  kept.Release("a");
  EXPECT_EQ(kept.bytes(), 0U);
}

TEST(KeptShown, IsBounded) {
  constexpr size_t kBytes = 100'000;
  KeptShown kept(kBytes);
  const uint32_t number = kept.Hold("a");
  for (uint32_t doc = 0; doc < 200; ++doc) {
    kept.Keep({number, {doc % 16, doc}}, Row(1, 5'000));
    EXPECT_LE(kept.bytes(), kBytes);
  }
  EXPECT_GT(kept.bytes(), kBytes / 3);
  EXPECT_NE(kept.Find({{number, {199 % 16, 199}}})[0], nullptr);
}

}  // namespace
}  // namespace vigie::match
