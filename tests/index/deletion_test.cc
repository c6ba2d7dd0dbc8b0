// Deleting, erasing, compacting through IndexWriter.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "index/checksum.h"
#include "index/open_index.h"
#include "tests/index/press.h"
#include "tests/index/status_matchers.h"
#include "tests/index/temporary_directory.h"
#include "vigie/snapshot.h"

namespace vigie::index {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::vigie::testing::FailsBecause;
using ::vigie::testing::IsOk;
using ::vigie::testing::LiveIds;
using ::vigie::testing::MakeArticle;
using ::vigie::testing::OpenWriter;
using ::vigie::testing::Publish;
using ::vigie::testing::ReadTree;

using DeletionTest = testing::TemporaryDirectoryTest;

TEST_F(DeletionTest, ADeletedArticleIsGoneFromTheNextCommitOn) {
  Publish(path("index"), 1, 3);
  auto writer = OpenWriter(path("index"));
  ASSERT_THAT(writer->Delete("article-2", 0), IsOk());
  EXPECT_EQ(LiveIds(*OpenIndex(path("index"))),
            "article-1 article-2 article-3");
  const Result<CommitStats> stats = writer->Commit();
  ASSERT_THAT(stats, IsOk());
  EXPECT_EQ(stats->deleted, 1U);
  EXPECT_EQ(LiveIds(*OpenIndex(path("index"))), "article-1 article-3");
}

TEST_F(DeletionTest, WhatIsNotThereCannotBeDeleted) {
  Publish(path("index"), 1, 1);
  auto writer = OpenWriter(path("index"));
  const auto no_article =
      FailsBecause(StatusCode::kNotFound, "ARTICLE_NOT_FOUND");
  EXPECT_THAT(writer->Delete("article-9", 0), no_article);
  EXPECT_THAT(writer->Delete("", 0), no_article);
  ASSERT_THAT(writer->Delete("article-1", 0), IsOk());
  EXPECT_THAT(writer->Delete("article-1", 0), no_article);
}

TEST_F(DeletionTest, AnArticleThatWaitsCanBeDeletedAndAddedAgain) {
  Publish(path("index"), 1, 1);
  auto writer = OpenWriter(path("index"));
  ASSERT_THAT(writer->Add(MakeArticle(2)), IsOk());
  ASSERT_THAT(writer->Add(MakeArticle(1, "Nvidia")), IsOk());
  ASSERT_THAT(writer->Delete("article-2", 0), IsOk());
  ASSERT_THAT(writer->Delete("article-1", 0), IsOk());
  ASSERT_THAT(writer->Add(MakeArticle(1, "Meta")), IsOk());
  ASSERT_THAT(writer->Commit(), IsOk());
  const Result<OpenedIndex> opened = OpenIndex(path("index"));
  EXPECT_EQ(LiveIds(*opened), "article-1");
  EXPECT_EQ(testing::FindArticle(*opened, "article-1")->text,
            MakeArticle(1, "Meta").text);
}

TEST_F(DeletionTest, ErasingLeavesNoByteOfTheArticle) {
  auto writer = OpenWriter(path("index"));
  Article secret = MakeArticle(2);
  secret.title = "Zorglubine secrète";
  ASSERT_THAT(writer->Add(MakeArticle(1)), IsOk());
  ASSERT_THAT(writer->Add(secret), IsOk());
  ASSERT_THAT(writer->Commit(), IsOk());
  secret.title += " encore";
  ASSERT_THAT(writer->Add(secret), IsOk());
  ASSERT_THAT(writer->Commit(), IsOk());
  const Result<EraseReport> report = writer->Erase("article-2");
  ASSERT_THAT(report, IsOk());
  EXPECT_EQ(report->copies, 2U);
  EXPECT_THAT(report->backups, IsEmpty());
  EXPECT_THAT(report->pinned_revisions, IsEmpty());
  for (const auto& [name, bytes] : ReadTree(path("index"))) {
    for (const char* trace : {"article-2", "Zorglubine", "zorglubin"}) {
      EXPECT_EQ(bytes.find(trace), std::string::npos) << name;
    }
  }
  EXPECT_EQ(LiveIds(*OpenIndex(path("index"))), "article-1");
}

TEST_F(DeletionTest, ErasingWhatIsNowhereSaysSo) {
  Publish(path("index"), 1, 1);
  auto writer = OpenWriter(path("index"));
  const Result<EraseReport> report = writer->Erase("article-9");
  ASSERT_THAT(report, IsOk());
  EXPECT_EQ(report->copies, 0U);
  EXPECT_EQ(LiveIds(*OpenIndex(path("index"))), "article-1");
}

TEST_F(DeletionTest, ErasingNamesWhoStillHoldsTheArticle) {
  Publish(path("index"), 1, 2);
  for (const char* backup : {"with", "without"}) {
    std::filesystem::copy(path("index"), path(backup),
                          std::filesystem::copy_options::recursive);
  }
  ASSERT_THAT(OpenWriter(path("without"))->Erase("article-2"), IsOk());
  std::filesystem::create_directory(path("unreadable"));
  std::ofstream registry(path("index/backups.jsonl"));
  for (const char* backup : {"with", "without", "unreadable", "vanished"}) {
    registry << "{\"path\":\"" << path(backup) << "\"}\n";
  }
  registry << "no JSON\n";
  registry.close();
  const Result<OpenedIndex> reader = OpenIndex(path("index"));
  const Result<EraseReport> report =
      OpenWriter(path("index"))->Erase("article-2");
  ASSERT_THAT(report, IsOk());
  EXPECT_THAT(report->backups, ElementsAre(path("with"), path("unreadable")));
  EXPECT_THAT(report->pinned_revisions, ElementsAre(1U));
  EXPECT_EQ(LiveIds(*reader), "article-1 article-2");
}

TEST_F(DeletionTest, CompactingLeavesOneSegmentWithoutTombstones) {
  Publish(path("index"), 1, 3);
  Publish(path("index"), 4, 5);
  auto writer = OpenWriter(path("index"));
  ASSERT_THAT(writer->Delete("article-4", 0), IsOk());
  ASSERT_THAT(writer->Compact(), IsOk());
  const Result<OpenedIndex> opened = OpenIndex(path("index"));
  ASSERT_EQ(opened->manifest.segments.size(), 1U);
  EXPECT_EQ(opened->manifest.segments[0].articles, 4U);
  EXPECT_EQ(opened->manifest.segments[0].tombstone_count, 0U);
  const uint64_t revision = opened->manifest.revision;
  EXPECT_EQ(writer->Compact()->revision, revision);
}

Result<Article> AsOf(const std::string& directory, uint64_t revision,
                     const std::string& id) {
  OpenOptions options;
  options.as_of_revision = revision;
  const auto snapshot = Snapshot::Open(directory, options);
  if (!snapshot.ok()) return snapshot.status();
  EXPECT_EQ((*snapshot)->revision(), revision);
  return (*snapshot)->GetArticle(id);
}

TEST_F(DeletionTest, KeptVersionsAreFoundAsOfTheirRevision) {
  WriterOptions options;
  options.index = IndexOptions();
  options.index->keep_versions = true;
  {
    auto writer = *IndexWriter::Open(path("index"), options);
    for (const char* subject : {"Broadcom", "Nvidia", "Meta"}) {
      ASSERT_THAT(writer->Add(MakeArticle(1, subject)), IsOk());
      ASSERT_THAT(writer->Add(MakeArticle(2, subject)), IsOk());
      ASSERT_THAT(writer->Commit(), IsOk());
    }
    ASSERT_THAT(writer->Delete("article-1", 0), IsOk());
    ASSERT_THAT(writer->Compact(), IsOk());
  }
  OpenWriter(path("index")).reset();
  EXPECT_EQ(AsOf(path("index"), 1, "article-1")->text, MakeArticle(1).text);
  EXPECT_EQ(AsOf(path("index"), 2, "article-1")->text,
            MakeArticle(1, "Nvidia").text);
  EXPECT_EQ(AsOf(path("index"), 3, "article-2")->text,
            MakeArticle(2, "Meta").text);
  EXPECT_THAT(AsOf(path("index"), 4, "article-1"),
              FailsBecause(StatusCode::kNotFound, "ARTICLE_NOT_FOUND"));
  EXPECT_THAT(AsOf(path("index"), 5, "article-1"),
              FailsBecause(StatusCode::kNotFound, "REVISION_GONE"));
}

std::unique_ptr<IndexWriter> OpenKeeping(const std::string& directory,
                                         uint32_t revisions) {
  WriterOptions options;
  options.index = IndexOptions();
  options.index->keep_versions = true;
  options.index->kept_revisions = revisions;
  return *IndexWriter::Open(directory, options);
}

TEST_F(DeletionTest, NoMoreRevisionsAreKeptThanTheIndexSays) {
  auto writer = OpenKeeping(path("index"), 2);
  ASSERT_THAT(writer->Add(MakeArticle(2)), IsOk());
  for (const char* subject : {"Broadcom", "Nvidia", "Meta", "Airbus"}) {
    ASSERT_THAT(writer->Add(MakeArticle(1, subject)), IsOk());
    ASSERT_THAT(writer->Commit(), IsOk());
  }
  // Until a merge.
  EXPECT_EQ(AsOf(path("index"), 1, "article-1")->text, MakeArticle(1).text);
  EXPECT_EQ(Snapshot::InspectDirectory(path("index"))->oldest_revision, 0U);
  ASSERT_THAT(writer->Compact(), IsOk());
  const auto status = Snapshot::InspectDirectory(path("index"));
  EXPECT_EQ(status->revision, 5U);
  EXPECT_EQ(status->oldest_revision, 3U);
  EXPECT_EQ(status->options.kept_revisions, 2U);
  EXPECT_EQ(AsOf(path("index"), 3, "article-1")->text,
            MakeArticle(1, "Meta").text);
  for (const uint64_t revision : {1, 2}) {
    const auto gone = AsOf(path("index"), revision, "article-1");
    EXPECT_THAT(gone, FailsBecause(StatusCode::kNotFound, "REVISION_GONE"));
    EXPECT_NE(gone.status().message().find("opened is 3"), std::string::npos)
        << gone.status().message();
  }
  for (const auto& [name, bytes] : ReadTree(path("index"))) {
    EXPECT_NE(name, "seg-2/columns.bin");
  }
}

// What a writer before the bound existed would have left: the manifest without
// it, and with a checksum that fits.
void ForgetBound(const std::string& manifest) {
  std::ifstream in(manifest);
  std::string text{std::istreambuf_iterator<char>(in), {}};
  const std::string bound = "\"kept_revisions\": 0,";
  const size_t at = text.find(bound);
  ASSERT_NE(at, std::string::npos) << text;
  text.erase(at, bound.size());
  constexpr size_t kChecksumLine = sizeof("crc32c 00000000");
  text.resize(text.size() - kChecksumLine);
  char line[kChecksumLine + 1];
  std::snprintf(line, sizeof(line), "crc32c %08x\n",
                Crc32c(0, text.data(), text.size()));
  std::ofstream(manifest) << text << line;
}

TEST_F(DeletionTest, ABoundThatIsNotSaidIsTheOneOfTheIndex) {
  WriterOptions unsaid;
  unsaid.index = IndexOptions();
  unsaid.index->keep_versions = true;
  ASSERT_THAT(IndexWriter::Open(path("new"), unsaid), IsOk());
  EXPECT_EQ(Snapshot::InspectDirectory(path("new"))->options.kept_revisions,
            IndexOptions::kDefaultKeptRevisions);
  for (const uint32_t recorded : {0, 3}) {
    const std::string directory = path("kept-" + std::to_string(recorded));
    OpenKeeping(directory, recorded).reset();
    if (recorded == 0) ForgetBound(directory + "/manifest-0");
    ASSERT_THAT(IndexWriter::Open(directory, unsaid), IsOk());
    ASSERT_THAT(IndexWriter::Open(directory, WriterOptions()), IsOk());
    EXPECT_EQ(Snapshot::InspectDirectory(directory)->options.kept_revisions,
              recorded);
    WriterOptions other = unsaid;
    other.index->kept_revisions = 5;
    EXPECT_THAT(IndexWriter::Open(directory, other),
                FailsBecause(StatusCode::kFailedPrecondition, "INDEX_OPTIONS"));
  }
}

TEST_F(DeletionTest, ARevisionThatIsReadStaysUntilItIsClosed) {
  auto writer = OpenKeeping(path("index"), 1);
  ASSERT_THAT(writer->Add(MakeArticle(1)), IsOk());
  ASSERT_THAT(writer->Commit(), IsOk());
  auto reader = *Snapshot::Open(path("index"));
  for (const char* subject : {"Nvidia", "Meta"}) {
    ASSERT_THAT(writer->Add(MakeArticle(1, subject)), IsOk());
    ASSERT_THAT(writer->Compact(), IsOk());
  }
  EXPECT_EQ(AsOf(path("index"), 1, "article-1")->text, MakeArticle(1).text);
  reader.reset();
  ASSERT_THAT(writer->Add(MakeArticle(1, "Airbus")), IsOk());
  ASSERT_THAT(writer->Compact(), IsOk());
  EXPECT_THAT(AsOf(path("index"), 1, "article-1"),
              FailsBecause(StatusCode::kNotFound, "REVISION_GONE"));
}

TEST_F(DeletionTest, ACompactionLeavesApartWhatItsMemoryDoesNotHold) {
  for (int first = 1; first <= 31; first += 10) {
    Publish(path("index"), first, first + 9);
  }
  const Result<OpenedIndex> before = OpenIndex(path("index"));
  ASSERT_EQ(before->segments.size(), 4U);
  const SegmentRecord& first = before->manifest.segments[0];
  for (const uint64_t memory :
       {first.database.bytes + first.columns.bytes, uint64_t{0}}) {
    WriterOptions options;
    options.merge_memory_bytes = memory;
    auto writer = *IndexWriter::Open(path("index"), options);
    ASSERT_THAT(writer->Compact(), IsOk());
    const Result<OpenedIndex> after = OpenIndex(path("index"));
    EXPECT_EQ(after->segments.size(), memory == 0 ? 1U : 4U);
    EXPECT_EQ(LiveIds(*after), LiveIds(*before));
  }
}

TEST_F(DeletionTest, ErasingTakesKeptVersionsToo) {
  WriterOptions options;
  options.index = IndexOptions();
  options.index->keep_versions = true;
  auto writer = *IndexWriter::Open(path("index"), options);
  ASSERT_THAT(writer->Add(MakeArticle(1)), IsOk());
  ASSERT_THAT(writer->Commit(), IsOk());
  Article secret = MakeArticle(2);
  secret.title = "Zorglubine";
  ASSERT_THAT(writer->Add(secret), IsOk());
  ASSERT_THAT(writer->Commit(), IsOk());
  ASSERT_THAT(writer->Delete("article-2", 0), IsOk());
  ASSERT_THAT(writer->Compact(), IsOk());
  ASSERT_THAT(writer->Erase("article-2"), IsOk());
  for (const auto& [name, bytes] : ReadTree(path("index"))) {
    EXPECT_EQ(bytes.find("Zorglubine"), std::string::npos) << name;
    EXPECT_EQ(bytes.find("article-2"), std::string::npos) << name;
  }
  EXPECT_EQ(AsOf(path("index"), 1, "article-1")->text, MakeArticle(1).text);
  EXPECT_THAT(AsOf(path("index"), 2, "article-1"),
              FailsBecause(StatusCode::kNotFound, "REVISION_GONE"));
}

TEST_F(DeletionTest, OptionsAreFixedWhenTheIndexIsCreated) {
  WriterOptions options;
  options.index = IndexOptions();
  options.index->facet_attributes = {"rubrique", "pays", "rubrique"};
  ASSERT_THAT(IndexWriter::Open(path("index"), options), IsOk());
  EXPECT_THAT(IndexWriter::Open(path("index"), options), IsOk());
  EXPECT_THAT(IndexWriter::Open(path("index"), {}), IsOk());
  const Result<DirectoryStatus> status =
      Snapshot::InspectDirectory(path("index"));
  ASSERT_THAT(status, IsOk());
  EXPECT_THAT(status->options.facet_attributes,
              ElementsAre("pays", "rubrique"));
  options.index->keep_versions = true;
  EXPECT_THAT(IndexWriter::Open(path("index"), options),
              FailsBecause(StatusCode::kFailedPrecondition, "INDEX_OPTIONS"));
}

TEST_F(DeletionTest, AnAttributeThatNoArticleCouldHaveMakesNoIndex) {
  for (const char* name : {"", "Ru b", "Rubrique", "é", "a-b"}) {
    WriterOptions options;
    options.index.emplace();
    options.index->facet_attributes = {"tags", name};
    EXPECT_THAT(IndexWriter::Open(path("index"), options).status(),
                FailsBecause(StatusCode::kInvalidArgument, "INDEX_OPTIONS"))
        << name;
    EXPECT_FALSE(std::filesystem::exists(path("index/CURRENT"))) << name;
  }
}

TEST_F(DeletionTest, ADirectoryTellsItsWriterAndItsPins) {
  EXPECT_THAT(Snapshot::InspectDirectory(path("index")),
              FailsBecause(StatusCode::kNotFound, "INDEX_NOT_FOUND"));
  Publish(path("index"), 1, 1);
  EXPECT_FALSE(Snapshot::InspectDirectory(path("index"))->writer_active);
  const auto reader = Snapshot::Open(path("index"));
  auto writer = OpenWriter(path("index"));
  ASSERT_THAT(writer->Add(MakeArticle(1, "Meta")), IsOk());
  ASSERT_THAT(writer->Commit(), IsOk());
  const Result<DirectoryStatus> status =
      Snapshot::InspectDirectory(path("index"));
  ASSERT_THAT(status, IsOk());
  EXPECT_TRUE(status->writer_active);
  EXPECT_EQ(status->revision, 2U);
  EXPECT_THAT(status->pinned_revisions, ElementsAre(1U));
  EXPECT_GT(status->pinned_bytes, 0U);
  OpenOptions as_of;
  as_of.as_of_revision = 1;
  EXPECT_EQ((*Snapshot::Open(path("index"), as_of))->revision(), 1U);
  as_of.as_of_revision = 7;
  EXPECT_THAT(Snapshot::Open(path("index"), as_of),
              FailsBecause(StatusCode::kNotFound, "REVISION_GONE"));
}

}  // namespace
}  // namespace vigie::index
