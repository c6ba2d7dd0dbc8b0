// Phrases where a segment has the articles of pairs of frequent words.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <utility>
#include <vector>

#include "index/check_segment.h"
#include "index/columns.h"
#include "index/file_io.h"
#include "index/pair_lists.h"
#include "index/verified_file.h"
#include "tests/match/differential.h"
#include "tests/match/plans.h"

namespace vigie::match {
namespace {

using query::NodeKind;
using query::PlanNode;

// Where articles with two words side by side are stored, and where they are
// not, since the segment has too few.
TEST(PairsOfFrequentWords, AreFoundAsPhrases) {
  std::mt19937 random(27);
  const std::vector<std::string> words = {
      "Broadcom", "puce", "puces", "côté", "cote", "de", "rare", "livrer"};
  Differential differential("pairs");
  differential.Add(MadeUpArticles(1'500, "a", words, &random));
  differential.Add(MadeUpArticles(200, "b", words, &random));
  differential.Open();
  const auto& segments = differential.segments();
  EXPECT_GT(segments.front()->columns()->pair_lists().rows().size, 0U);
  EXPECT_EQ(segments.back()->columns()->pair_lists().rows().size, 0U);
  for (int round = 0; round < 120; ++round) {
    std::string phrase = words[random() % words.size()];
    for (int more = round % 3; more >= 0; --more) {
      phrase += " " + words[random() % words.size()];
    }
    PlanNode plan = Words(phrase);
    if (round % 7 == 0) plan.terms.back().exact = true;
    if (round % 11 == 0) plan.terms.back().offset += 1;
    if (round % 5 == 0) {
      plan = Joined(NodeKind::kAnd, {Words("livrer"), std::move(plan)});
    }
    SCOPED_TRACE(phrase);
    differential.Compare(plan, 1 + round % 60);
    ASSERT_FALSE(testing::Test::HasFatalFailure());
  }
  EXPECT_GT(differential.compared(), 10'000U);
}

// A name keeps its letters, the same word without a capital is stemmed: a form
// with two stems, each of which is in pairs.
TEST(PairsOfFrequentWords, AreFoundWhateverTheStemOfAForm) {
  std::mt19937 random(29);
  const std::vector<std::string> words = {"Server",  "server",  "SQL", "sql",
                                          "Manager", "manager", "de",  "rare"};
  Differential differential("stems");
  differential.Add(MadeUpArticles(2'500, "a", words, &random));
  differential.Open();
  const auto& segments = differential.segments();
  EXPECT_GT(segments.front()->columns()->pair_lists().rows().size, 0U);
  for (int round = 0; round < 80; ++round) {
    std::string phrase = words[random() % words.size()];
    for (int more = round % 3; more >= 0; --more) {
      phrase += " " + words[random() % words.size()];
    }
    SCOPED_TRACE(phrase);
    differential.Compare(Words(phrase), 1 + round % 60);
    ASSERT_FALSE(testing::Test::HasFatalFailure());
  }
  EXPECT_GT(differential.compared(), 5'000U);
}

TEST(PairsOfFrequentWords, AreCheckedAgainstTheTokens) {
  std::mt19937 random(28);
  Differential differential("paired");
  differential.Add(MadeUpArticles(
      2'000, "a", {"Broadcom", "puce", "cote", "livrer", "côté"}, &random));
  const index::Segment& sound = *differential.segments().front();
  ASSERT_GT(sound.columns()->pair_lists().rows().size, 2U);
  EXPECT_TRUE(index::CheckSegment(sound).ok());
  index::SegmentRecord record = sound.record();
  const std::string path = differential.directory() + "/" + record.columns.path;
  const auto bytes = index::ReadFile(path, record.columns.bytes);
  ASSERT_TRUE(bytes.ok());
  const index::PairLists& lists = sound.columns()->pair_lists();
  const char* const file = sound.columns()->bytes().data();
  const auto row = static_cast<size_t>(
      reinterpret_cast<const char*>(lists.rows().data) - file);
  const size_t list = row + lists.rows().size * sizeof(index::PairRow);
  // The word of a row, where its lists begin, a second stem, how many
  // documents, how many bytes, the first document.
  for (const size_t at : {row, row + 12, list, list + 1, list + 3, list + 5}) {
    SCOPED_TRACE(at - row);
    std::string changed = *bytes;
    changed[at] ^= 1;
    ASSERT_TRUE(index::ReplaceFile(path, changed).ok());
    record.columns =
        *index::MeasureFile(differential.directory(), record.columns.path);
    const auto segment = index::Segment::Open(differential.directory(), record);
    const Status checked =
        segment.ok() ? index::CheckSegment(**segment) : segment.status();
    EXPECT_EQ(checked.code(), StatusCode::kDataLoss);
    EXPECT_THAT(checked.message(), testing::HasSubstr("pairs"));
  }
}

}  // namespace
}  // namespace vigie::match
