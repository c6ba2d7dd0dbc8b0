// Checking, copying and rebuilding an index, beside readers and writers.
#include "vigie/maintenance.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <fstream>
#include <string>

#include "tests/library/index_fixture.h"

namespace vigie {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::IsEmpty;

std::string ReadBytes(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void FlipMiddle(const fs::path& path) {
  std::string bytes = ReadBytes(path);
  bytes[bytes.size() / 2] ^= 1;
  std::ofstream(path, std::ios::binary) << bytes;
}

fs::path FileBelow(const fs::path& directory, const std::string& name) {
  for (const auto& entry : fs::recursive_directory_iterator(directory)) {
    if (entry.path().filename() == name) return entry.path();
  }
  return {};
}

class MaintenanceTest : public testing::Test {
 protected:
  void SetUp() override { WritePressReview(index()); }

  fs::path index() const { return directory_.path() / "index"; }
  fs::path other() const { return directory_.path() / "other"; }

  uint32_t Hits(const fs::path& path, const std::string& query) {
    SearchRequest request;
    request.query = query;
    return OpenIndexAt(path)->Search(request)->total_hits;
  }

  TemporaryDirectory directory_;
};

TEST_F(MaintenanceTest, AnIntactIndexHasNoFault) {
  VerifyOptions options;
  int databases = 0;
  options.check_database = [&](const std::string& path) {
    ++databases;
    return CheckDatabase(path);
  };
  const Result<VerifyReport> report = VerifyIndex(index(), options);
  ASSERT_TRUE(report.ok()) << report.status().ToString();
  EXPECT_THAT(report->faults, IsEmpty());
  const IndexStatus status = OpenIndexAt(index())->GetStatus();
  EXPECT_EQ(report->revision, status.revision);
  EXPECT_EQ(static_cast<size_t>(databases), status.segments.size());
  EXPECT_GE(report->articles, status.articles);
  EXPECT_GT(report->mentions, 0U);
}

TEST_F(MaintenanceTest, EveryDamagedFileIsNamed) {
  FlipMiddle(FileBelow(index(), "postings.glass"));
  FlipMiddle(FileBelow(index(), "columns.bin"));
  const Result<VerifyReport> report = VerifyIndex(index(), {});
  ASSERT_TRUE(report.ok());
  ASSERT_EQ(report->faults.size(), 2U);
  EXPECT_THAT(report->faults[0].file, HasSubstr("columns.bin"));
  EXPECT_THAT(report->faults[1].file, HasSubstr("postings.glass"));
  for (const FileFault& fault : report->faults) {
    EXPECT_EQ(fault.status.code(), StatusCode::kDataLoss);
  }
  const Result<ScrubReport> scrub = ScrubIndex(index(), {0, nullptr});
  ASSERT_TRUE(scrub.ok());
  EXPECT_EQ(scrub->faults.size(), 2U);
}

TEST_F(MaintenanceTest, WhatTheDatabaseCheckSaysIsReported) {
  VerifyOptions options;
  options.check_database = [](const std::string&) {
    return Status(StatusCode::kDataLoss, "the check died");
  };
  const Result<VerifyReport> report = VerifyIndex(index(), options);
  ASSERT_TRUE(report.ok());
  ASSERT_FALSE(report->faults.empty());
  EXPECT_EQ(report->faults[0].status.message(), "the check died");
}

TEST_F(MaintenanceTest, NoIndexIsNotFound) {
  EXPECT_EQ(VerifyIndex(other(), {}).status().code(), StatusCode::kNotFound);
  EXPECT_EQ(ScrubIndex(other(), {}).status().code(), StatusCode::kNotFound);
  EXPECT_EQ(BackupIndex(other(), directory_.path() / "third").status().code(),
            StatusCode::kNotFound);
  EXPECT_EQ(RebuildIndex(other(), {}).status().code(), StatusCode::kNotFound);
}

TEST_F(MaintenanceTest, ARevisionListsItsFilesWhileItIsHeld) {
  const auto reader = OpenIndexAt(index());
  const uint64_t revision = reader->revision();
  const auto files = ListRevisionFiles(index(), revision);
  ASSERT_TRUE(files.ok()) << files.status().ToString();
  uint64_t bytes = 0;
  for (const IndexFile& file : *files) {
    EXPECT_EQ(file.bytes, fs::file_size(index() / file.path)) << file.path;
    bytes += file.bytes;
  }
  EXPECT_EQ(bytes, reader->GetStatus().bytes);
  WriteArticles(index(), {MakeArticle("new", "Titre", "Un texte.")});
  EXPECT_EQ(ListRevisionFiles(index(), revision)->size(), files->size());
  EXPECT_GT(ListRevisionFiles(index(), revision + 1)->size(), files->size());
}

TEST_F(MaintenanceTest, ARevisionThatIsNotThereListsNothing) {
  const uint64_t revision = OpenIndexAt(index())->revision();
  const Status coming = ListRevisionFiles(index(), revision + 1).status();
  EXPECT_EQ(coming.code(), StatusCode::kNotFound);
  EXPECT_EQ(coming.reason(), "REVISION_GONE");
  WriteArticles(index(), {MakeArticle("new", "Titre", "Un texte.")});
  EXPECT_EQ(ListRevisionFiles(index(), revision).status().reason(),
            "REVISION_GONE");
  EXPECT_EQ(ListRevisionFiles(other(), revision).status().code(),
            StatusCode::kNotFound);
}

TEST_F(MaintenanceTest, AScrubCanBeStopped) {
  EXPECT_EQ(ScrubIndex(index(), {0, [] { return true; }}).status().code(),
            StatusCode::kCancelled);
}

TEST_F(MaintenanceTest, ABackupComesBackEqual) {
  const Result<BackupReport> backup = BackupIndex(index(), other());
  ASSERT_TRUE(backup.ok()) << backup.status().ToString();
  EXPECT_EQ(backup->revision, OpenIndexAt(index())->revision());
  EXPECT_THAT(ReadBytes(index() / "backups.jsonl"),
              HasSubstr(fs::canonical(other()).string()));
  const uint32_t hits = Hits(index(), "Broadcom");
  fs::remove_all(index());
  const Result<BackupReport> restored = RestoreIndex(other(), index());
  ASSERT_TRUE(restored.ok()) << restored.status().ToString();
  EXPECT_EQ(restored->linked, 0U);
  EXPECT_EQ(Hits(index(), "Broadcom"), hits);
  WriteArticles(index(), {MakeArticle("new", "Titre", "Un texte.")});
  EXPECT_THAT(VerifyIndex(other(), {})->faults, IsEmpty());
}

// Acknowledged and in no segment yet: a copy of what a crash would leave.
TEST_F(MaintenanceTest, TheJournalIsCheckedCopiedAndRestored) {
  const fs::path restored = directory_.path() / "restored";
  {
    LiveOptions options;
    options.publish_interval = std::chrono::hours(1);
    const auto writer = LiveWriter::Open(index(), options);
    ASSERT_TRUE(writer.ok()) << writer.status().ToString();
    const auto outcomes =
        (*writer)->Put({MakeArticle("fresh", "Titre", "Une nouvelle fraîche.")},
                       Wait::kDurable);
    ASSERT_TRUE(outcomes[0].status.ok());
    EXPECT_EQ(VerifyIndex(index(), {})->journal_records, 1U);
    ASSERT_TRUE(BackupIndex(index(), other()).ok());
  }
  ASSERT_TRUE(RestoreIndex(other(), restored).ok());
  EXPECT_EQ(Hits(restored, "fraîche"), 0U);
  ASSERT_TRUE(IndexWriter::Open(restored, {}).ok());
  EXPECT_EQ(Hits(restored, "fraîche"), 1U);
}

TEST_F(MaintenanceTest, ADirectoryThatHoldsSomethingIsNotWrittenTo) {
  fs::create_directory(other());
  std::ofstream(other() / "notes.txt") << "mine";
  EXPECT_EQ(BackupIndex(index(), other()).status().code(),
            StatusCode::kAlreadyExists);
  EXPECT_EQ(RestoreIndex(index(), other()).status().code(),
            StatusCode::kAlreadyExists);
  EXPECT_EQ(ReadBytes(other() / "notes.txt"), "mine");
}

TEST_F(MaintenanceTest, ADamagedBackupRestoresNothing) {
  ASSERT_TRUE(RestoreIndex(index(), other()).ok());
  FlipMiddle(FileBelow(other(), "columns.bin"));
  const fs::path third = directory_.path() / "third";
  const Status status = RestoreIndex(other(), third).status();
  EXPECT_EQ(status.code(), StatusCode::kDataLoss);
  EXPECT_THAT(status.message(), HasSubstr("columns.bin"));
  EXPECT_TRUE(fs::is_empty(third));
}

TEST_F(MaintenanceTest, ARebuildTakesANewDictionaryWhileReadersGoOn) {
  const fs::path dictionary = directory_.path() / "dictionary.jsonl";
  std::ofstream(dictionary)
      << R"({"id":"org/sole","type":"organization","label":{"fr":"Seul"},)"
      << R"("aliases":[{"t":"Broadcom"}]})"
      << "\n";
  const auto before = OpenIndexAt(index());
  RebuildOptions options;
  options.dictionary_path = dictionary;
  uint64_t done = 0;
  options.progress = [&](uint64_t now, uint64_t) { done = now; };
  const Result<RebuildReport> report = RebuildIndex(index(), options);
  ASSERT_TRUE(report.ok()) << report.status().ToString();
  EXPECT_EQ(report->articles, before->GetStatus().articles);
  EXPECT_EQ(done, report->articles);
  const auto after = OpenIndexAt(index());
  EXPECT_EQ(after->revision(), before->revision() + 1);
  EXPECT_EQ(after->GetStatus().entities, 1U);
  EXPECT_EQ(after->GetStatus().articles, before->GetStatus().articles);
  EXPECT_NE(after->GetStatus().mentions, before->GetStatus().mentions);
  SearchRequest request;
  request.query = "Broadcom";
  EXPECT_GT(before->Search(request)->total_hits, 0U);
  EXPECT_THAT(VerifyIndex(index(), {})->faults, IsEmpty());
}

TEST_F(MaintenanceTest, ARebuildNeedsTheWritersLock) {
  const auto writer = IndexWriter::Open(index(), {});
  ASSERT_TRUE(writer.ok());
  EXPECT_EQ(RebuildIndex(index(), {}).status().reason(), "INDEX_LOCKED");
}

TEST_F(MaintenanceTest, ABadDictionaryLeavesTheIndexAsItWas) {
  const fs::path dictionary = directory_.path() / "dictionary.jsonl";
  std::ofstream(dictionary) << "{}\n";
  RebuildOptions options;
  options.dictionary_path = dictionary;
  const uint64_t revision = OpenIndexAt(index())->revision();
  EXPECT_EQ(RebuildIndex(index(), options).status().code(),
            StatusCode::kInvalidArgument);
  EXPECT_EQ(OpenIndexAt(index())->revision(), revision);
}

}  // namespace
}  // namespace vigie
