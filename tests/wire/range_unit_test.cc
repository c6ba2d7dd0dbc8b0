#include "wire/range_unit.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

namespace vigie::wire {
namespace {

TEST(UnitCounter, CountsUtf16AndCodePoints) {
  struct Case {
    const char* text;
    uint32_t byte;
    uint32_t utf16;
    uint32_t code_points;
  };
  for (const Case& c : {
           Case{"", 0, 0, 0},
           Case{"", 9, 0, 0},
           Case{"abc", 2, 2, 2},
           Case{"été", 2, 1, 1},
           Case{"été", 5, 3, 3},
           Case{"été", 500, 3, 3},
           Case{"d’OpenAI", 4, 2, 2},
           Case{"😀x", 4, 2, 1},
           Case{"😀x", 5, 3, 2},
       }) {
    EXPECT_EQ(UnitCounter(c.text, v1::RANGE_UNIT_UTF16).At(c.byte), c.utf16)
        << c.text;
    EXPECT_EQ(UnitCounter(c.text, v1::RANGE_UNIT_CODE_POINTS).At(c.byte),
              c.code_points)
        << c.text;
  }
}

TEST(UnitCounter, AgreesWithCountingFromTheStart) {
  const char* const kPieces[] = {"a", "é", "’", "😀", " "};
  std::mt19937 random(20'261'121);
  std::string text;
  std::vector<uint32_t> starts;
  for (int i = 0; i < 2'000; ++i) {
    starts.push_back(static_cast<uint32_t>(text.size()));
    text += kPieces[random() % 5];
  }
  const UnitCounter counter(text, v1::RANGE_UNIT_CODE_POINTS);
  for (uint32_t i = 0; i < starts.size(); ++i) {
    ASSERT_EQ(counter.At(starts[i]), i);
  }
}

TEST(CountsBytes, HoldsUnlessAnotherUnitIsAsked) {
  EXPECT_TRUE(CountsBytes(v1::RANGE_UNIT_UNSPECIFIED));
  EXPECT_TRUE(CountsBytes(v1::RANGE_UNIT_BYTES));
  EXPECT_FALSE(CountsBytes(v1::RANGE_UNIT_UTF16));
  EXPECT_FALSE(CountsBytes(v1::RANGE_UNIT_CODE_POINTS));
  EXPECT_TRUE(CountsBytes(static_cast<v1::RangeUnit>(99)));
}

TEST(ArticleRanges, ConvertsEachFieldByItsOwnText) {
  v1::Mention mention;
  mention.set_field(v1::FIELD_TITLE);
  mention.mutable_range()->set_begin(2);
  mention.mutable_range()->set_end(3);
  mention.mutable_sentence()->mutable_range()->set_end(3);
  v1::Mention in_text = mention;
  in_text.set_field(v1::FIELD_TEXT);
  in_text.mutable_parent()->set_end(3);
  const std::string title = "éa";
  const std::string text = "bca";
  const ArticleRanges ranges(title, text, v1::RANGE_UNIT_UTF16);
  ranges.Convert(&mention);
  EXPECT_EQ(mention.range().begin(), 1U);
  EXPECT_EQ(mention.range().end(), 2U);
  EXPECT_EQ(mention.sentence().range().end(), 2U);
  EXPECT_FALSE(mention.has_parent());
  ranges.Convert(&in_text);
  EXPECT_EQ(in_text.range().begin(), 2U);
  EXPECT_EQ(in_text.parent().end(), 3U);
}

TEST(ArticleRanges, ConvertsEveryRangeOfAHit) {
  v1::Hit hit;
  hit.add_title_highlights()->set_end(2);
  v1::Passage* passage = hit.add_passages();
  passage->set_field(v1::FIELD_TEXT);
  passage->mutable_sentence()->mutable_range()->set_end(4);
  passage->add_highlights()->set_begin(2);
  const std::string title = "é";
  const std::string text = "éé";
  ArticleRanges(title, text, v1::RANGE_UNIT_CODE_POINTS).Convert(&hit);
  EXPECT_EQ(hit.title_highlights(0).end(), 1U);
  EXPECT_EQ(hit.passages(0).sentence().range().end(), 2U);
  EXPECT_EQ(hit.passages(0).highlights(0).begin(), 1U);
}

TEST(ConvertRanges, ConvertsWarningsAndExpansionsByTheQuery) {
  v1::QueryUnderstanding understanding;
  understanding.add_warnings()->mutable_range()->set_end(5);
  understanding.add_expansions()->mutable_range()->set_begin(2);
  ConvertRanges("été", v1::RANGE_UNIT_UTF16, &understanding);
  EXPECT_EQ(understanding.warnings(0).range().end(), 3U);
  EXPECT_EQ(understanding.expansions(0).range().begin(), 1U);
}

TEST(ConvertRanges, ConvertsDiagnosesAndClausesByTheQuery) {
  v1::SearchResponse found;
  found.mutable_understanding()->add_warnings()->mutable_range()->set_end(5);
  found.add_diagnosis()->mutable_range()->set_end(5);
  ConvertRanges("été", v1::RANGE_UNIT_CODE_POINTS, &found);
  EXPECT_EQ(found.understanding().warnings(0).range().end(), 3U);
  EXPECT_EQ(found.diagnosis(0).range().end(), 3U);

  v1::ExplainResponse explained;
  v1::ExplainClause* clause = explained.add_clauses();
  clause->mutable_range()->set_end(5);
  clause->add_found()->mutable_range()->set_end(5);
  ConvertRanges("été", v1::RANGE_UNIT_CODE_POINTS, &explained);
  EXPECT_EQ(explained.clauses(0).range().end(), 3U);
  EXPECT_EQ(explained.clauses(0).found(0).range().end(), 5U);
}

TEST(ArticleRanges, ConvertsThePlacesOfAClauseByTheirField) {
  v1::ExplainMatch match;
  match.set_field(v1::FIELD_TITLE);
  match.mutable_range()->set_end(2);
  v1::ExplainMatch in_text = match;
  in_text.set_field(v1::FIELD_TEXT);
  const std::string title = "é";
  const std::string text = "ab";
  const ArticleRanges ranges(title, text, v1::RANGE_UNIT_UTF16);
  ranges.Convert(&match);
  ranges.Convert(&in_text);
  EXPECT_EQ(match.range().end(), 1U);
  EXPECT_EQ(in_text.range().end(), 2U);
}

}  // namespace
}  // namespace vigie::wire
