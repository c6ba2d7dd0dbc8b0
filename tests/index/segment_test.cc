#include "index/segment.h"

#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "analysis/analyzer.h"
#include "index/schema.h"
#include "index/segment_builder.h"
#include "index/segment_writer.h"
#include "tests/index/press.h"
#include "tests/index/segment_text.h"
#include "tests/index/status_matchers.h"
#include "tests/index/temporary_directory.h"

namespace vigie::index {
namespace {

using ::vigie::testing::FailsWith;
using ::vigie::testing::IsOk;
using ::vigie::testing::MakeArticle;
using ::vigie::testing::ShippedRecognizer;

class SegmentTest : public testing::TemporaryDirectoryTest {
 protected:
  SegmentRecord Build(int articles, const BuildOptions& options = {}) {
    const Result<SegmentRecord> record =
        BuildSegment(path(""), "seg-1", *ShippedRecognizer(),
                     {static_cast<uint64_t>(articles),
                      [](uint64_t i) -> Result<Article> {
                        return MakeArticle(static_cast<int>(i));
                      }},
                     options);
    EXPECT_THAT(record, IsOk());
    return record.ok() ? *record : SegmentRecord();
  }

  std::shared_ptr<const Segment> Open(const SegmentRecord& record) {
    Result<std::shared_ptr<const Segment>> segment =
        Segment::Open(path(""), record);
    EXPECT_THAT(segment, IsOk());
    return segment.ok() ? *segment : nullptr;
  }
};

Xapian::doccount Matches(const Xapian::Database& database,
                         const Xapian::Query& query) {
  Xapian::Enquire enquire(database);
  enquire.set_query(query);
  return enquire.get_mset(0, database.get_doccount()).size();
}

Xapian::termcount Wdf(const Xapian::Database& database,
                      const std::string& term) {
  const Xapian::PostingIterator at = database.postlist_begin(term);
  return at == database.postlist_end(term) ? 999 : at.get_wdf();
}

std::vector<uint32_t> Positions(const Xapian::Database& database,
                                const std::string& term) {
  return {database.positionlist_begin(1, term),
          database.positionlist_end(1, term)};
}

TEST_F(SegmentTest, IsSealedAsTwoFilesAndNothingElse) {
  const SegmentRecord record = Build(3);
  EXPECT_EQ(record.articles, 3U);
  EXPECT_GT(record.mentions, 0U);
  EXPECT_EQ(record.dictionary_version,
            ShippedRecognizer()->dictionary().version());
  const auto files = testing::ReadTree(path(""));
  ASSERT_EQ(files.size(), 2U);
  EXPECT_EQ(files.at("seg-1/postings.glass").size(), record.database.bytes);
  EXPECT_EQ(files.at("seg-1/columns.bin").size(), record.columns.bytes);
}

TEST_F(SegmentTest, IndexesFormAndStemWithWeights) {
  const auto segment = Open(Build(1));
  ASSERT_NE(segment, nullptr);
  const Xapian::Database database = segment->OpenDatabase();
  EXPECT_EQ(Wdf(database, "Fbroadcom"), kTitleWdf + kTextWdf);
  EXPECT_EQ(Wdf(database, "Fpuces"), kTextWdf);
  EXPECT_EQ(Wdf(database, "Zpuce"), kTextWdf);
  EXPECT_EQ(Wdf(database, "SFbroadcom"), kTitleWdf);
  EXPECT_EQ(Wdf(database, "SZbroadcom"), kTitleWdf);
  EXPECT_EQ(database.get_termfreq("SFpuces"), 0U);
  EXPECT_FALSE(database.has_positions());
  EXPECT_EQ(database.get_termfreq("Apuces"), 0U);
}

TEST_F(SegmentTest, KeepsPositionsAndAccentsWhenAsked) {
  BuildOptions options;
  options.index.positions = true;
  const auto segment = Open(Build(1, options));
  ASSERT_NE(segment, nullptr);
  const Xapian::Database database = segment->OpenDatabase();
  // Title: L'accord de Broadcom, épisode 0. Text: Broadcom a présenté ses
  // puces à Paris. L'industrie attendait cet accord...
  const auto title = analysis::Analyze(MakeArticle(0).title);
  const uint32_t text = TextPosition(title.positions);
  EXPECT_EQ(Wdf(database, "Fbroadcom"), kTitleWdf + kTextWdf);
  EXPECT_EQ(Wdf(database, "Aprésenté"), 0U);
  EXPECT_EQ(Wdf(database, "SAbroadcom"), 0U);
  EXPECT_EQ(Positions(database, "SFbroadcom"), std::vector<uint32_t>{3});
  EXPECT_EQ(Positions(database, "Fbroadcom"), (std::vector<uint32_t>{3, text}));
  EXPECT_EQ(Positions(database, "Apuces"), std::vector<uint32_t>{text + 4});
}

// Two ways of writing, one database: the sorted lists hold what Xapian itself
// makes of the documents, accented forms apart.
TEST_F(SegmentTest, HasTheSamePostingsWithAndWithoutPositions) {
  BuildOptions options;
  options.index.facet_attributes = {"rubrique"};
  const auto without = Open(Build(300, options));
  ASSERT_NE(without, nullptr);
  const std::string want = testing::TextOfPostings(*without);
  options.index.positions = true;
  const auto with = Open(Build(300, options));
  ASSERT_NE(with, nullptr);
  std::istringstream lines(testing::TextOfPostings(*with));
  std::string got;
  for (std::string line; std::getline(lines, line);) {
    if (line.rfind("A", 0) != 0 && line.rfind("SA", 0) != 0) got += line + '\n';
  }
  EXPECT_EQ(got, want);
}

TEST_F(SegmentTest, LengthCountsFormsAndStemsOnly) {
  const auto segment = Open(Build(1));
  ASSERT_NE(segment, nullptr);
  const Article article = MakeArticle(0);
  const size_t title = analysis::Analyze(article.title).tokens.size();
  const size_t text = analysis::Analyze(article.text).tokens.size();
  EXPECT_EQ(segment->OpenDatabase().get_doclength(1),
            2 * (2 * kTitleWdf * title + kTextWdf * text));
}

TEST_F(SegmentTest, IndexesFiltersWithoutWeight) {
  const auto segment = Open(Build(4));
  ASSERT_NE(segment, nullptr);
  const Xapian::Database database = segment->OpenDatabase();
  EXPECT_EQ(database.get_termfreq("XEorg/broadcom"), 4U);
  EXPECT_EQ(database.get_termfreq("XTorganization"), 4U);
  EXPECT_EQ(database.get_termfreq(
                Term(kPrefixSource, analysis::FoldName("le quotidien"))),
            2U);
  EXPECT_EQ(Wdf(database, "XEorg/broadcom"), 0U);
  EXPECT_EQ(Matches(database, {Xapian::Query::OP_VALUE_RANGE, kSlotDay,
                               Xapian::sortable_serialise(20526),
                               Xapian::sortable_serialise(20526)}),
            4U);
}

TEST_F(SegmentTest, NumbersDocumentsAsAddedAcrossShards) {
  constexpr int kArticles = 3'000;  // some 100 tokens each: several shards
  const auto segment = Open(Build(kArticles));
  ASSERT_NE(segment, nullptr);
  const Xapian::Database database = segment->OpenDatabase();
  ASSERT_EQ(database.get_doccount(), kArticles);
  for (int number : {0, 1, 1'999, 2'000, kArticles - 1}) {
    const std::string id = "article-" + std::to_string(number);
    EXPECT_EQ(segment->article_id(number), id);
    EXPECT_EQ(segment->FindArticle(id), number);
  }
}

TEST_F(SegmentTest, StaysReadableWhenItsFilesAreUnlinked) {
  const auto segment = Open(Build(5));
  ASSERT_NE(segment, nullptr);
  std::filesystem::remove_all(path("seg-1"));
  EXPECT_EQ(Matches(segment->OpenDatabase(), Xapian::Query("Zbroadcom")), 5U);
  EXPECT_EQ(segment->ReadArticle(4)->id, "article-4");
}

TEST_F(SegmentTest, GivesEveryThreadAHandleOfItsOwn) {
  const auto segment = Open(Build(200));
  ASSERT_NE(segment, nullptr);
  std::vector<int> wrong(4);
  std::vector<std::thread> threads;
  for (int& count : wrong) {
    threads.emplace_back([&segment, &count] {
      for (int round = 0; round < 50; ++round) {
        const Xapian::Database database = segment->OpenDatabase();
        if (Matches(database, Xapian::Query("Fbroadcom")) != 200) ++count;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(wrong, std::vector<int>(4, 0));
}

TEST_F(SegmentTest, DoesNotDependOnTheNumberOfThreads) {
  const SegmentRecord first = Build(700);
  const auto files = testing::ReadTree(path(""));
  std::filesystem::remove_all(path("seg-1"));
  const SegmentRecord second = Build(700);
  EXPECT_EQ(first.columns.crc32c, second.columns.crc32c);
  EXPECT_EQ(files.at("seg-1/columns.bin"),
            testing::ReadTree(path("")).at("seg-1/columns.bin"));
}

TEST_F(SegmentTest, IsRefusedWhenTheRecordSaysOtherwise) {
  const SegmentRecord record = Build(3);
  SegmentRecord other = record;
  other.articles = 4;
  EXPECT_THAT(Segment::Open(path(""), other),
              FailsWith(StatusCode::kDataLoss, "columns.bin"));
  other = record;
  ++other.database.crc32c;
  EXPECT_THAT(Segment::Open(path(""), other),
              FailsWith(StatusCode::kDataLoss, "postings.glass"));
  other = record;
  --other.columns.bytes;
  EXPECT_THAT(Segment::Open(path(""), other),
              FailsWith(StatusCode::kDataLoss, "columns.bin has"));
}

TEST_F(SegmentTest, OfAnotherDatabaseIsRefused) {
  SegmentRecord record = Build(3);
  const std::string three = testing::ReadBytes(path("seg-1/columns.bin"));
  const FileRecord columns = record.columns;
  record = Build(4);
  testing::WriteBytes(path("seg-1/columns.bin"), three);
  record.columns = columns;
  record.articles = 3;
  record.mentions = record.mentions / 4 * 3;
  EXPECT_THAT(Segment::Open(path(""), record),
              FailsWith(StatusCode::kDataLoss, "postings.glass"));
}

TEST_F(SegmentTest, LeavesNothingBehindWhenItIsNotSealed) {
  {
    const auto writer = SegmentWriter::Create(
        path(""), "seg-1", ShippedRecognizer()->dictionary());
    ASSERT_THAT(writer, IsOk());
    EXPECT_TRUE(std::filesystem::exists(path("seg-1.tmp")));
  }
  EXPECT_TRUE(testing::ReadTree(path("")).empty());
  EXPECT_FALSE(std::filesystem::exists(path("seg-1.tmp")));
}

TEST_F(SegmentTest, StopsAtTheFirstArticleThatCannotBeRead) {
  const Result<SegmentRecord> record =
      BuildSegment(path(""), "seg-1", *ShippedRecognizer(),
                   {10, [](uint64_t i) -> Result<Article> {
                      if (i == 7)
                        return Status(StatusCode::kDataLoss, "article 7");
                      return MakeArticle(static_cast<int>(i));
                    }});
  EXPECT_THAT(record, FailsWith(StatusCode::kDataLoss, "article 7"));
  EXPECT_FALSE(std::filesystem::exists(path("seg-1.tmp")));
  EXPECT_FALSE(std::filesystem::exists(path("seg-1")));
}

}  // namespace
}  // namespace vigie::index
