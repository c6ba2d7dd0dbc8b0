// The positional operators against their definitions, tried out in full.
#include "match/spans.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <random>
#include <tuple>
#include <vector>

#include "index/structure.h"

namespace vigie::match {
namespace {

Places RandomPlaces(std::mt19937* random) {
  Places places;
  for (uint32_t i = 0, count = 1 + (*random)() % 4; i < count; ++i) {
    const uint32_t begin = (*random)() % 16;
    Place place;
    place.field = (*random)() % 4 == 0 ? Field::kTitle : Field::kText;
    const uint32_t length = 1 + (*random)() % 3;
    place.tokens = {begin, begin + length};
    place.match = i;
    places.push_back(place);
  }
  return places;
}

// Tokens between the nearest ends, or a large number across fields.
uint32_t Gap(const Place& a, const Place& b) {
  if (a.field != b.field) return 1'000;
  if (a.tokens.end <= b.tokens.begin) return b.tokens.begin - a.tokens.end;
  if (b.tokens.end <= a.tokens.begin) return a.tokens.begin - b.tokens.end;
  return 0;
}

// Whether a chain from `from` through places of any operand meets all.
bool ChainMeetsAll(uint32_t distance, const std::vector<Places>& operands,
                   const Place& from) {
  std::vector<const Place*> reached = {&from};
  for (size_t i = 0; i < reached.size(); ++i) {
    for (const Places& places : operands) {
      for (const Place& place : places) {
        const bool known =
            std::find(reached.begin(), reached.end(), &place) != reached.end();
        if (!known && Gap(*reached[i], place) <= distance) {
          reached.push_back(&place);
        }
      }
    }
  }
  return std::all_of(
      operands.begin(), operands.end(), [&](const Places& places) {
        return std::any_of(
            places.begin(), places.end(), [&](const Place& place) {
              return std::find(reached.begin(), reached.end(), &place) !=
                     reached.end();
            });
      });
}

TEST(KeepNear, KeepsWhatItsDefinitionSays) {
  std::mt19937 random(3);
  uint32_t held = 0;
  for (int round = 0; round < 3'000; ++round) {
    std::vector<Places> operands;
    for (uint32_t i = 0, count = 2 + random() % 2; i < count; ++i) {
      operands.push_back(RandomPlaces(&random));
    }
    const uint32_t distance = random() % 4;
    const std::vector<Places> given = operands;
    const bool holds = KeepNear(distance, &operands, nullptr);
    bool any = false;
    for (size_t i = 0; i < given.size(); ++i) {
      for (size_t j = 0; j < given[i].size(); ++j) {
        const bool meets = ChainMeetsAll(distance, given, given[i][j]);
        any = any || meets;
        bool beside = false;
        for (size_t k = 0; k < given.size(); ++k) {
          for (const Place& other : given[k]) {
            beside = beside || (k != i && Gap(given[i][j], other) <= distance);
          }
        }
        EXPECT_EQ(operands[i][j].kept, meets && beside) << "round " << round;
      }
    }
    EXPECT_EQ(holds, any) << "round " << round;
    held += holds ? 1 : 0;
  }
  EXPECT_GT(held, 500U);
}

TEST(KeepOrdered, KeepsTheMembersOfChains) {
  std::mt19937 random(4);
  uint32_t held = 0;
  for (int round = 0; round < 3'000; ++round) {
    std::vector<Places> operands;
    for (uint32_t i = 0, count = 2 + random() % 2; i < count; ++i) {
      operands.push_back(RandomPlaces(&random));
      std::sort(operands.back().begin(), operands.back().end(),
                [](const Place& a, const Place& b) {
                  return std::make_tuple(a.field, a.tokens.begin,
                                         a.tokens.end) <
                         std::make_tuple(b.field, b.tokens.begin, b.tokens.end);
                });
    }
    const uint32_t distance = random() % 4;
    std::vector<std::vector<bool>> wanted;
    for (const Places& places : operands) {
      wanted.emplace_back(places.size(), false);
    }
    std::vector<size_t> chain;
    const std::function<void()> extend = [&] {
      if (chain.size() == operands.size()) {
        for (size_t i = 0; i < chain.size(); ++i) wanted[i][chain[i]] = true;
        return;
      }
      const Places& next = operands[chain.size()];
      for (size_t j = 0; j < next.size(); ++j) {
        if (!chain.empty()) {
          const Place& last = operands[chain.size() - 1][chain.back()];
          if (next[j].tokens.begin <= last.tokens.begin ||
              Gap(last, next[j]) > distance) {
            continue;
          }
        }
        chain.push_back(j);
        extend();
        chain.pop_back();
      }
    };
    extend();
    const bool holds = KeepOrdered(distance, &operands, nullptr);
    for (size_t i = 0; i < operands.size(); ++i) {
      for (size_t j = 0; j < operands[i].size(); ++j) {
        EXPECT_EQ(operands[i][j].kept, wanted[i][j]) << "round " << round;
      }
    }
    EXPECT_EQ(holds, std::count(wanted[0].begin(), wanted[0].end(), true) > 0);
    held += holds ? 1 : 0;
  }
  EXPECT_GT(held, 300U);
}

TEST(KeepNear, JoinsEachRunIntoOnePlace) {
  std::vector<Places> operands = {{{Field::kText, {2, 3}, 0, false}},
                                  {{Field::kText, {5, 7}, 0, false}}};
  Places joined;
  ASSERT_TRUE(KeepNear(2, &operands, &joined));
  ASSERT_EQ(joined.size(), 1U);
  EXPECT_EQ(joined[0].tokens, (ByteRange{2, 7}));
  EXPECT_EQ(joined[0].match, Place::kManyMatches);
  EXPECT_FALSE(KeepNear(1, &operands, nullptr));
}

TEST(KeepNear, HoldsNothingWithoutAPlaceForEveryOperand) {
  std::vector<Places> operands = {{{Field::kText, {2, 3}, 0, false}}, {}};
  EXPECT_FALSE(KeepNear(9, &operands, nullptr));
  EXPECT_FALSE(KeepOrdered(9, &operands, nullptr));
}

class ArticleStructureTest : public testing::Test {
 protected:
  ArticleStructureTest() {
    const uint8_t first = index::kMarkSentence | index::kMarkParagraph;
    marks_ = {
        first, 0, first, 0, index::kMarkSentence, first, index::kMarkQuoted};
    structure_.Reset(2, {marks_.data(), marks_.size()});
  }
  bool In(query::Zone zone, Field field, uint32_t begin, uint32_t end) {
    return structure_.InZone(zone, {field, {}, nullptr, 0, {begin, end}});
  }
  std::vector<uint8_t> marks_;  // two of the title, five of the text
  ArticleStructure structure_;
};

TEST_F(ArticleStructureTest, TellsSentencesAndParagraphsApart) {
  EXPECT_NE(structure_.Sentence(Field::kText, {0, 2}), UINT32_MAX);
  EXPECT_EQ(structure_.Sentence(Field::kText, {1, 3}), UINT32_MAX);
  EXPECT_NE(structure_.Paragraph(Field::kText, {0, 3}), UINT32_MAX);
  EXPECT_EQ(structure_.Paragraph(Field::kText, {2, 4}), UINT32_MAX);
  EXPECT_NE(structure_.Sentence(Field::kTitle, {0, 1}),
            structure_.Sentence(Field::kText, {0, 1}));
}

TEST_F(ArticleStructureTest, KnowsItsZones) {
  EXPECT_TRUE(In(query::Zone::kLead, Field::kText, 0, 3));
  EXPECT_FALSE(In(query::Zone::kLead, Field::kText, 2, 4));
  EXPECT_FALSE(In(query::Zone::kLead, Field::kTitle, 0, 1));
  EXPECT_TRUE(In(query::Zone::kBody, Field::kText, 3, 5));
  EXPECT_FALSE(In(query::Zone::kBody, Field::kText, 0, 1));
  EXPECT_TRUE(In(query::Zone::kQuote, Field::kText, 4, 5));
  EXPECT_FALSE(In(query::Zone::kQuote, Field::kText, 3, 5));
}

TEST(Lead, IsTheFirstParagraphToItsSixtiethWord) {
  constexpr uint32_t kTitle = 2;
  for (const auto& [words, second, want] :
       {std::make_tuple(0U, 0U, 0U), std::make_tuple(5U, 3U, 3U),
        std::make_tuple(5U, 5U, 5U), std::make_tuple(200U, 200U, 60U),
        std::make_tuple(200U, 61U, 60U), std::make_tuple(200U, 60U, 60U),
        std::make_tuple(200U, 59U, 59U)}) {
    std::vector<uint8_t> marks(kTitle + words);
    if (second < words) marks[kTitle + second] = index::kMarkParagraph;
    ArticleStructure structure;
    structure.Reset(kTitle, {marks.data(), marks.size()});
    EXPECT_EQ(structure.LeadEnd(), want) << words << " " << second;
  }
}

TEST_F(ArticleStructureTest, HasNothingOutsideOfTheArticle) {
  EXPECT_EQ(structure_.Sentence(Field::kText, {4, 9}), UINT32_MAX);
  EXPECT_EQ(structure_.Sentence(Field::kText, {3, 3}), UINT32_MAX);
  EXPECT_EQ(structure_.mark(Field::kTitle, 2), 0);
  EXPECT_EQ(structure_.mark(Field::kText, UINT32_MAX), 0);
  EXPECT_FALSE(In(query::Zone::kBody, Field::kText, 9, 10));
}

}  // namespace
}  // namespace vigie::match
