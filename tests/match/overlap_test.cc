#include "match/overlap.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <vector>

namespace vigie::match {
namespace {

using testing::ElementsAre;

// Stored mentions of two entities, to point at.
const index::StoredMention kBroadcom = [] {
  index::StoredMention mention;
  mention.entity = 1;
  return mention;
}();
const index::StoredMention kAzure = [] {
  index::StoredMention mention;
  mention.entity = 2;
  return mention;
}();

// Each byte stands for a token.
Match Text(uint32_t begin, uint32_t end) {
  return {Field::kText, {begin, end}, nullptr, 0, {begin, end}};
}
Match Entity(uint32_t begin, uint32_t end, const index::StoredMention& of) {
  return {Field::kText, {begin, end}, &of, 0, {begin, end}};
}

std::vector<ByteRange> Widest(std::vector<Reading> readings) {
  std::vector<Match> found;
  AppendWidest(std::move(readings), &found);
  SortMatches(&found);
  std::vector<ByteRange> ranges;
  for (const Match& match : found) ranges.push_back(match.range);
  return ranges;
}

TEST(RangeSet, JoinsWhatOverlapsOrTouches) {
  RangeSet set;
  set.Add({10, 20});
  set.Add({30, 40});
  set.Add({20, 25});
  set.Add({5, 12});
  EXPECT_THAT(set.ranges(), ElementsAre(ByteRange{5, 25}, ByteRange{30, 40}));
  EXPECT_TRUE(set.Overlaps({24, 26}));
  EXPECT_FALSE(set.Overlaps({25, 30}));
  EXPECT_FALSE(set.Overlaps({40, 50}));
  EXPECT_FALSE(set.Overlaps({0, 5}));
  set.Add({0, 100});
  EXPECT_THAT(set.ranges(), ElementsAre(ByteRange{0, 100}));
}

TEST(AppendWidest, PrefersTheEntityAtTheSameRange) {
  std::vector<Match> found;
  AppendWidest({{Text(0, 8), 1}, {Entity(0, 8, kBroadcom), 0}}, &found);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].mention, &kBroadcom);
}

TEST(AppendWidest, DropsTextInsideAnEntity) {
  EXPECT_THAT(Widest({{Entity(0, 12, kAzure), 0}, {Text(6, 12), 1}}),
              ElementsAre(ByteRange{0, 12}));
}

TEST(AppendWidest, KeepsTheWiderText) {
  EXPECT_THAT(Widest({{Entity(3, 8, kAzure), 0}, {Text(0, 12), 1}}),
              ElementsAre(ByteRange{0, 12}));
}

TEST(AppendWidest, KeepsWhatDoesNotOverlap) {
  EXPECT_THAT(Widest({{Entity(0, 8, kBroadcom), 0}, {Text(8, 12), 1}}),
              ElementsAre(ByteRange{0, 8}, ByteRange{8, 12}));
}

TEST(AppendWidest, KeepsNestedMentionsOfOneAlternative) {
  EXPECT_THAT(
      Widest({{Entity(0, 12, kAzure), 0}, {Entity(6, 12, kBroadcom), 0}}),
      ElementsAre(ByteRange{0, 12}, ByteRange{6, 12}));
}

TEST(AppendWidest, KeepsOneOfOverlappingMentionsOfTwoAlternatives) {
  EXPECT_THAT(
      Widest({{Entity(0, 12, kAzure), 0}, {Entity(6, 12, kBroadcom), 1}}),
      ElementsAre(ByteRange{0, 12}));
}

TEST(AppendWidest, TellsFieldsApart) {
  Match title = Text(0, 8);
  title.field = Field::kTitle;
  std::vector<Match> found;
  AppendWidest({{title, 0}, {Text(0, 8), 0}}, &found);
  EXPECT_EQ(found.size(), 2U);
}

TEST(SortMatches, DropsTheSameRangeAndEntityTwice) {
  std::vector<Match> matches = {Text(5, 9), Entity(5, 9, kAzure), Text(5, 9),
                                Entity(5, 9, kAzure), Text(5, 12)};
  SortMatches(&matches);
  ASSERT_EQ(matches.size(), 3U);
  EXPECT_EQ(matches[0].range, (ByteRange{5, 12}));
  EXPECT_EQ(matches[1].mention, &kAzure);
  EXPECT_EQ(matches[2].mention, nullptr);
}

TEST(CountMatches, CountsWhatSortMatchesLeaves) {
  std::mt19937 random(5);
  for (int round = 0; round < 200; ++round) {
    std::vector<Match> matches;
    for (uint32_t i = 0, count = random() % 40; i < count; ++i) {
      const auto begin = static_cast<uint32_t>(random() % 130);
      const uint32_t end = begin + 1 + random() % 2;
      matches.push_back(random() % 4 == 0 ? Entity(begin, end, kAzure)
                                          : Text(begin, end));
      if (random() % 3 == 0) matches.back().field = Field::kTitle;
    }
    const uint32_t counted = CountMatches(matches);
    SortMatches(&matches);
    EXPECT_EQ(counted, matches.size()) << "seed 5, round " << round;
  }
}

}  // namespace
}  // namespace vigie::match
