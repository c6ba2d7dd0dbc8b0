#include <gtest/gtest.h>

#include <string>

#include "entities/dictionary.h"
#include "tests/index/press.h"
#include "tests/index/status_matchers.h"
#include "tests/index/temporary_directory.h"
#include "vigie/index_writer.h"

namespace vigie {
namespace {

using index::OpenedIndex;
using index::OpenIndex;
using ::vigie::testing::FailsBecause;
using ::vigie::testing::FailsWith;
using ::vigie::testing::FindArticle;
using ::vigie::testing::IsOk;
using ::vigie::testing::LiveIds;
using ::vigie::testing::MakeArticle;
using ::vigie::testing::OpenWriter;
using ::vigie::testing::Publish;
using ::vigie::testing::ReadTree;
using ::vigie::testing::WriteBytes;

using IndexWriterTest = ::vigie::testing::TemporaryDirectoryTest;

TEST_F(IndexWriterTest, CreatesTheDirectoryAndAnEmptyIndex) {
  ASSERT_NE(OpenWriter(path("new/deep/index")), nullptr);
  const Result<OpenedIndex> opened = OpenIndex(path("new/deep/index"));
  ASSERT_THAT(opened, IsOk());
  EXPECT_EQ(opened->manifest.revision, 0U);
  EXPECT_TRUE(opened->segments.empty());
  EXPECT_EQ(opened->dictionary_json_lines,
            entities::Dictionary::ShippedJsonLines());
}

TEST_F(IndexWriterTest, PublishesWhatWasAdded) {
  const CommitStats stats = Publish(path("index"), 1, 5);
  EXPECT_EQ(stats.revision, 1U);
  EXPECT_EQ(stats.added, 5U);
  EXPECT_GE(stats.mentions, 5U * 4);
  const Result<OpenedIndex> opened = OpenIndex(path("index"));
  ASSERT_THAT(opened, IsOk());
  EXPECT_EQ(LiveIds(*opened),
            "article-1 article-2 article-3 article-4 article-5");
  EXPECT_EQ(FindArticle(*opened, "article-2")->text, MakeArticle(2).text);
}

TEST_F(IndexWriterTest, ShowsNothingBeforeCommit) {
  auto writer = OpenWriter(path("index"), /*segment_text_bytes=*/1);
  for (int number = 0; number < 5; ++number) {
    ASSERT_THAT(writer->Add(MakeArticle(number)), IsOk());
  }
  EXPECT_EQ(LiveIds(*OpenIndex(path("index"))), "");
  writer.reset();
  EXPECT_EQ(LiveIds(*OpenIndex(path("index"))), "");
  EXPECT_FALSE(std::filesystem::exists(path("index/seg-1")));
}

TEST_F(IndexWriterTest, RunAgainChangesNoByte) {
  Publish(path("index"), 1, 8);
  const auto before = ReadTree(path("index"));
  const CommitStats stats = Publish(path("index"), 1, 8);
  EXPECT_EQ(stats.revision, 1U);
  EXPECT_EQ(stats.unchanged, 8U);
  EXPECT_EQ(stats.added + stats.replaced, 0U);
  EXPECT_EQ(stats.mentions, 0U);
  EXPECT_EQ(ReadTree(path("index")), before);
}

TEST_F(IndexWriterTest, CommitWithoutArticlesKeepsTheRevision) {
  auto writer = OpenWriter(path("index"));
  EXPECT_EQ(writer->Commit()->revision, 0U);
  ASSERT_THAT(writer->Add(MakeArticle(1)), IsOk());
  EXPECT_EQ(writer->Commit()->revision, 1U);
  EXPECT_EQ(writer->Commit()->revision, 1U);
}

TEST_F(IndexWriterTest, ReplacesAnArticleOfTheSameId) {
  Publish(path("index"), 1, 3);
  auto writer = OpenWriter(path("index"));
  EXPECT_EQ(*writer->Add(MakeArticle(2, "Nvidia")), AddOutcome::kReplaced);
  EXPECT_EQ(*writer->Add(MakeArticle(3)), AddOutcome::kUnchanged);
  EXPECT_EQ(*writer->Add(MakeArticle(4)), AddOutcome::kAdded);
  const CommitStats stats = *writer->Commit();
  EXPECT_EQ(stats.revision, 2U);
  EXPECT_EQ(stats.added, 1U);
  EXPECT_EQ(stats.replaced, 1U);
  EXPECT_EQ(stats.unchanged, 1U);
  const Result<OpenedIndex> opened = OpenIndex(path("index"));
  ASSERT_THAT(opened, IsOk());
  EXPECT_EQ(LiveIds(*opened), "article-1 article-2 article-3 article-4");
  EXPECT_EQ(FindArticle(*opened, "article-2")->text,
            MakeArticle(2, "Nvidia").text);
  EXPECT_EQ(opened->segments[0]->tombstones(), 1U);
  EXPECT_EQ(opened->manifest.segments[0].tombstone_count, 1U);
}

// A date or a source is content too.
TEST_F(IndexWriterTest, ReplacesWhenAnyFieldChanged) {
  Publish(path("index"), 1, 1);
  auto writer = OpenWriter(path("index"));
  Article article = MakeArticle(1);
  article.section = "marchés";
  EXPECT_EQ(*writer->Add(article), AddOutcome::kReplaced);
}

TEST_F(IndexWriterTest, KeepsTheLastOfAnIdWithinALot) {
  for (const uint64_t segment_bytes : {1U << 20, 1U}) {
    const std::string directory =
        path("index-" + std::to_string(segment_bytes));
    auto writer = OpenWriter(directory, segment_bytes);
    EXPECT_EQ(*writer->Add(MakeArticle(1, "Nvidia")), AddOutcome::kAdded);
    EXPECT_EQ(*writer->Add(MakeArticle(2)), AddOutcome::kAdded);
    EXPECT_EQ(*writer->Add(MakeArticle(1, "Meta")), AddOutcome::kReplaced);
    EXPECT_EQ(*writer->Add(MakeArticle(1, "Meta")), AddOutcome::kUnchanged);
    const CommitStats stats = *writer->Commit();
    EXPECT_EQ(stats.added, 2U);
    EXPECT_EQ(stats.replaced, 1U);
    EXPECT_EQ(stats.unchanged, 1U);
    const Result<OpenedIndex> opened = OpenIndex(directory);
    EXPECT_EQ(LiveIds(*opened), "article-1 article-2");
    EXPECT_EQ(FindArticle(*opened, "article-1")->text,
              MakeArticle(1, "Meta").text);
  }
}

TEST_F(IndexWriterTest, WritesNothingForAnArticleThatComesBackToWhatItWas) {
  Publish(path("index"), 1, 2);
  const auto before = ReadTree(path("index"));
  auto writer = OpenWriter(path("index"));
  ASSERT_THAT(writer->Add(MakeArticle(1, "Nvidia")), IsOk());
  ASSERT_THAT(writer->Add(MakeArticle(1)), IsOk());
  EXPECT_EQ(writer->Commit()->revision, 1U);
  EXPECT_EQ(ReadTree(path("index")), before);
}

TEST_F(IndexWriterTest, RejectsABadArticleAloneAndKeepsTheOthers) {
  auto writer = OpenWriter(path("index"));
  ASSERT_THAT(writer->Add(MakeArticle(1)), IsOk());
  Article bad = MakeArticle(2);
  bad.text = "caf\xE9";
  EXPECT_THAT(writer->Add(bad),
              FailsWith(StatusCode::kInvalidArgument, "text is not UTF-8"));
  ASSERT_THAT(writer->Add(MakeArticle(3)), IsOk());
  EXPECT_EQ(writer->Commit()->added, 2U);
  EXPECT_EQ(LiveIds(*OpenIndex(path("index"))), "article-1 article-3");
}

TEST_F(IndexWriterTest, TakesArticlesThatAreHardToAnalyse) {
  const std::string texts[] = {
      "",
      " \n\n ",
      std::string(1'000'000, 'a'),
      "\xF0\x9F\x98\x80\xF0\x9F\x98\x80",
      "e\xCC\x81\xCC\x81\xCC\x81",
      std::string("’’’«»--…"),
  };
  auto writer = OpenWriter(path("index"));
  int number = 0;
  for (const std::string& text : texts) {
    Article article = MakeArticle(number++);
    article.text = text;
    EXPECT_THAT(writer->Add(article), IsOk());
  }
  ASSERT_THAT(writer->Commit(), IsOk());
  const Result<OpenedIndex> opened = OpenIndex(path("index"));
  ASSERT_THAT(opened, IsOk());
  number = 0;
  for (const std::string& text : texts) {
    EXPECT_EQ(FindArticle(*opened, "article-" + std::to_string(number++))->text,
              text);
  }
}

TEST_F(IndexWriterTest, SealsSegmentsByTextAndPublishesThemTogether) {
  auto writer = OpenWriter(path("index"), 1'000);
  for (int number = 0; number < 20; ++number) {
    ASSERT_THAT(writer->Add(MakeArticle(number)), IsOk());
  }
  EXPECT_EQ(writer->Commit()->revision, 1U);
  const Result<OpenedIndex> opened = OpenIndex(path("index"));
  ASSERT_THAT(opened, IsOk());
  EXPECT_GT(opened->segments.size(), 1U);
  uint32_t articles = 0;
  for (const auto& segment : opened->segments) articles += segment->size();
  EXPECT_EQ(articles, 20U);
}

TEST_F(IndexWriterTest, BoundsTheSegmentsOfManySmallCommits) {
  auto writer = OpenWriter(path("index"));
  for (int number = 100; number < 140; ++number) {
    ASSERT_THAT(writer->Add(MakeArticle(number)), IsOk());
    ASSERT_THAT(writer->Commit(), IsOk());
  }
  const Result<OpenedIndex> many = OpenIndex(path("index"));
  Publish(path("at-once"), 100, 139);
  const Result<OpenedIndex> one = OpenIndex(path("at-once"));
  ASSERT_THAT(many, IsOk());
  EXPECT_EQ(many->manifest.revision, 40U);
  EXPECT_LE(many->segments.size(), 16U);
  EXPECT_EQ(LiveIds(*many), LiveIds(*one));
  uint64_t mentions = 0;
  for (const auto& record : many->manifest.segments) {
    mentions += record.mentions;
  }
  EXPECT_EQ(mentions, one->manifest.segments[0].mentions);
  EXPECT_EQ(FindArticle(*many, "article-100")->text, MakeArticle(100).text);
}

TEST_F(IndexWriterTest, DropsSegmentsOfWhichNothingIsLeft) {
  auto writer = OpenWriter(path("index"));
  for (const char* subject : {"Nvidia", "Meta", "Google"}) {
    ASSERT_THAT(writer->Add(MakeArticle(1, subject)), IsOk());
    ASSERT_THAT(writer->Commit(), IsOk());
  }
  EXPECT_EQ(OpenIndex(path("index"))->segments.size(), 1U);
}

class IndexWriterDictionaryTest : public IndexWriterTest {
 protected:
  // The shipped dictionary and one entity more.
  WriterOptions WithOneMore() {
    std::string lines(entities::Dictionary::ShippedJsonLines());
    const size_t end = lines.find("\"org/broadcom\"");
    const size_t begin = lines.rfind('\n', end) + 1;
    std::string line = lines.substr(begin, lines.find('\n', end) - begin + 1);
    size_t at = 0;
    while ((at = line.find("roadcom", at)) != std::string::npos) {
      line.replace(at, 7, "ricoland");
      at += 8;
    }
    if (lines.back() != '\n') lines += '\n';
    WriteBytes(path("entities.jsonl"), lines + line);
    WriterOptions options;
    options.dictionary_path = path("entities.jsonl");
    return options;
  }
};

TEST_F(IndexWriterDictionaryTest, AnalysesAgainWhatComesWithANewDictionary) {
  Publish(path("index"), 1, 2);
  auto writer = IndexWriter::Open(path("index"), WithOneMore());
  ASSERT_THAT(writer, IsOk());
  EXPECT_EQ(*(*writer)->Add(MakeArticle(1)), AddOutcome::kReplaced);
  EXPECT_EQ(*(*writer)->Add(MakeArticle(1)), AddOutcome::kUnchanged);
  ASSERT_THAT((*writer)->Commit(), IsOk());
  const Result<OpenedIndex> opened = OpenIndex(path("index"));
  ASSERT_THAT(opened, IsOk());
  EXPECT_EQ(opened->manifest.older_dictionaries.size(), 1U);
  EXPECT_NE(opened->manifest.segments[0].dictionary_version,
            opened->manifest.segments[1].dictionary_version);
  EXPECT_EQ(opened->manifest.dictionary_version,
            opened->manifest.segments[1].dictionary_version);
  EXPECT_EQ(opened->dictionary_json_lines,
            testing::ReadBytes(path("entities.jsonl")));
}

TEST_F(IndexWriterDictionaryTest, ForgetsADictionaryThatNoSegmentNames) {
  Publish(path("index"), 1, 1);
  {
    auto writer = IndexWriter::Open(path("index"), WithOneMore());
    ASSERT_THAT(writer, IsOk());
    ASSERT_THAT((*writer)->Add(MakeArticle(1)), IsOk());
    ASSERT_THAT((*writer)->Commit(), IsOk());
  }
  const Result<OpenedIndex> opened = OpenIndex(path("index"));
  ASSERT_THAT(opened, IsOk());
  EXPECT_TRUE(opened->manifest.older_dictionaries.empty());
  int dictionaries = 0;
  for (const auto& [name, bytes] : ReadTree(path("index"))) {
    if (name.compare(0, 11, "dictionary-") == 0) ++dictionaries;
  }
  EXPECT_EQ(dictionaries, 1);
}

TEST_F(IndexWriterDictionaryTest, SaysWhatIsWrongWithADictionary) {
  WriterOptions options;
  options.dictionary_path = path("missing.jsonl");
  EXPECT_THAT(IndexWriter::Open(path("index"), options),
              FailsWith(StatusCode::kInvalidArgument, "missing.jsonl"));
  WriteBytes(path("broken.jsonl"), "{\n");
  options.dictionary_path = path("broken.jsonl");
  EXPECT_THAT(IndexWriter::Open(path("index"), options),
              FailsWith(StatusCode::kInvalidArgument, "broken.jsonl"));
  EXPECT_FALSE(std::filesystem::exists(path("index")));
}

TEST_F(IndexWriterTest, RefusesADirectoryThatHoldsOtherThings) {
  std::filesystem::create_directory(path("documents"));
  WriteBytes(path("documents/these.odt"), "thèse");
  EXPECT_THAT(IndexWriter::Open(path("documents"), {}),
              FailsBecause(StatusCode::kFailedPrecondition, "NOT_AN_INDEX"));
  EXPECT_EQ(ReadTree(path("documents")).size(), 1U);
  WriteBytes(path("file"), "");
  EXPECT_THAT(IndexWriter::Open(path("file"), {}),
              FailsWith(StatusCode::kInvalidArgument, "not a directory"));
  EXPECT_THAT(IndexWriter::Open("", {}),
              FailsWith(StatusCode::kInvalidArgument, "no name"));
}

TEST_F(IndexWriterTest, RefusesAnIndexOfAnotherAnalyser) {
  Publish(path("index"), 1, 1);
  index::Manifest manifest = *index::ReadCurrentManifest(path("index"));
  manifest.analyzer_version = "fr0-0000000000000000";
  ++manifest.revision;
  ASSERT_THAT(index::PublishManifest(path("index"), manifest), IsOk());
  EXPECT_THAT(
      IndexWriter::Open(path("index"), {}),
      FailsBecause(StatusCode::kFailedPrecondition, "ANALYZER_VERSION"));
}

TEST_F(IndexWriterTest, CannotWriteWhereNobodyMay) {
  EXPECT_FALSE(IndexWriter::Open("/proc/vigie-index", {}).ok());
}

}  // namespace
}  // namespace vigie
