// docs/adr/0005: ranking uses the statistics of the whole index.
#include <gtest/gtest.h>
#include <xapian.h>

#include <map>
#include <string>

#include "index/open_index.h"
#include "index/schema.h"
#include "tests/index/press.h"
#include "tests/index/status_matchers.h"
#include "tests/index/temporary_directory.h"

namespace vigie::index {
namespace {

using ::vigie::testing::IsOk;
using ::vigie::testing::MakeArticle;
using ::vigie::testing::OpenWriter;

using StatisticsTest = testing::TemporaryDirectoryTest;

// Articles 0 to 19; Nvidia is frequent in the first ones and then rare.
void PublishTwenty(const std::string& directory, uint64_t segment_text_bytes) {
  auto writer = OpenWriter(directory, segment_text_bytes);
  for (int number = 0; number < 20; ++number) {
    const bool nvidia = number < 5 || number == 17;
    ASSERT_THAT(
        writer->Add(MakeArticle(number, nvidia ? "Nvidia" : "Broadcom")),
        IsOk());
  }
  ASSERT_THAT(writer->Commit(), IsOk());
}

std::map<std::string, double> ScoresTogether(const OpenedIndex& opened) {
  Xapian::Database all;
  for (const auto& segment : opened.segments) {
    all.add_database(segment->OpenDatabase());
  }
  Xapian::Enquire enquire(all);
  enquire.set_weighting_scheme(Xapian::BM25Weight(1.2, 0, 1, 0.75, 0.5));
  enquire.set_query({Xapian::Query::OP_OR,
                     Xapian::Query(Term(kPrefixStem, "nvidia")),
                     Xapian::Query(Term(kPrefixForm, "puces"))});
  const Xapian::MSet found = enquire.get_mset(0, 100);
  std::map<std::string, double> scores;
  const auto count = static_cast<Xapian::docid>(opened.segments.size());
  for (auto hit = found.begin(); hit != found.end(); ++hit) {
    const Segment& segment = *opened.segments[(*hit - 1) % count];
    scores[std::string(segment.article_id((*hit - 1) / count))] =
        hit.get_weight();
  }
  return scores;
}

TEST_F(StatisticsTest, ScoresDoNotDependOnHowArticlesAreCutIntoSegments) {
  PublishTwenty(path("one"), 1 << 20);
  PublishTwenty(path("many"), 400);
  const Result<OpenedIndex> one = OpenIndex(path("one"));
  const Result<OpenedIndex> many = OpenIndex(path("many"));
  ASSERT_THAT(one, IsOk());
  ASSERT_THAT(many, IsOk());
  ASSERT_EQ(one->segments.size(), 1U);
  ASSERT_GT(many->segments.size(), 5U);
  const auto want = ScoresTogether(*one);
  const auto got = ScoresTogether(*many);
  ASSERT_EQ(got.size(), 20U);
  for (const auto& [id, score] : want) {
    ASSERT_EQ(got.count(id), 1U) << id;
    EXPECT_NEAR(got.at(id), score, 1e-9) << id;
  }
}

TEST_F(StatisticsTest, TombstonedArticlesCountUntilTheyAreMerged) {
  PublishTwenty(path("index"), 1 << 20);
  auto writer = OpenWriter(path("index"));
  ASSERT_THAT(writer->Add(MakeArticle(17, "Meta")), IsOk());
  ASSERT_THAT(writer->Commit(), IsOk());
  const Result<OpenedIndex> opened = OpenIndex(path("index"));
  ASSERT_THAT(opened, IsOk());
  Xapian::doccount documents = 0;
  Xapian::doccount nvidia = 0;
  for (const auto& segment : opened->segments) {
    documents += segment->OpenDatabase().get_doccount();
    nvidia += segment->OpenDatabase().get_termfreq("Fnvidia");
  }
  EXPECT_EQ(documents, 21U);
  EXPECT_EQ(nvidia, 6U);
}

}  // namespace
}  // namespace vigie::index
