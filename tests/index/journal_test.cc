// The journal alone: what is read back after any cut and any flip.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>

#include <filesystem>
#include <string>
#include <vector>

#include "index/journal_recovery.h"
#include "index/journal_watermark.h"
#include "index/journal_writer.h"
#include "index/write_record.h"
#include "tests/index/press.h"
#include "tests/index/status_matchers.h"
#include "tests/index/temporary_directory.h"

namespace vigie::index {
namespace {

using ::vigie::testing::FailsBecause;
using ::vigie::testing::FailsWith;
using ::vigie::testing::IsOk;
using ::vigie::testing::MakeArticle;
using ::vigie::testing::ReadBytes;
using ::vigie::testing::WriteBytes;

constexpr uint64_t kLargeFile = 1 << 20;

class JournalTest : public testing::TemporaryDirectoryTest {
 protected:
  // Groups of so many records each, payloads "N" for sequence N.
  static Status Fill(JournalWriter* writer, const std::vector<int>& groups) {
    for (const int size : groups) {
      std::vector<JournalRecord> records;
      for (int i = 0; i < size; ++i) {
        const uint64_t sequence = writer->next_sequence() + records.size();
        records.push_back(
            {sequence, RecordKind::kPut, std::to_string(sequence)});
      }
      Status appended = writer->Append(records);
      if (!appended.ok()) return appended;
    }
    return OkStatus();
  }

  JournalWriter Writer(uint64_t applied = 0,
                       uint64_t file_bytes = kLargeFile) const {
    return JournalWriter(path("index"), applied, file_bytes);
  }
  Result<RecoveredJournal> Read(uint64_t applied = 0) const {
    return ReadJournal(path("index"), applied);
  }
  std::string FilePath(uint64_t first) const {
    return path("index/journal/") + JournalName(first);
  }
};

std::string Payloads(const RecoveredJournal& journal) {
  std::string payloads;
  for (const JournalRecord& record : journal.records) {
    payloads += (payloads.empty() ? "" : " ") + record.payload;
  }
  return payloads;
}

TEST_F(JournalTest, ReadsBackWhatWasWritten) {
  ASSERT_THAT(Read(), IsOk());
  EXPECT_EQ(Read(7)->last_sequence, 7U);
  JournalWriter writer = Writer();
  ASSERT_THAT(Fill(&writer, {1, 3, 2}), IsOk());
  const Result<RecoveredJournal> journal = Read();
  ASSERT_THAT(journal, IsOk());
  EXPECT_EQ(Payloads(*journal), "1 2 3 4 5 6");
  EXPECT_EQ(journal->last_sequence, 6U);
  EXPECT_EQ(journal->torn_bytes, 0U);
  EXPECT_EQ(Payloads(*Read(4)), "5 6");
  EXPECT_EQ(Payloads(*Read(6)), "");
}

TEST_F(JournalTest, EveryArticleFieldSurvives) {
  Article article = MakeArticle(7);
  article.updated_at = PublicationTime{12345, true};
  article.attributes = {{"rubrique", {"Économie", "Tech"}}, {"vide", {}}};
  article.version = 1ULL << 60;
  const WriteRecord put = PutRecord(article);
  const std::string payload = EncodeWrite(put);
  const Result<WriteRecord> read = DecodeWrite({9, RecordKind::kPut, payload});
  ASSERT_THAT(read, IsOk());
  EXPECT_EQ(read->sequence, 9U);
  EXPECT_EQ(read->id, article.id);
  EXPECT_EQ(read->version, article.version);
  EXPECT_EQ(EncodeWrite(*read), payload);
  EXPECT_EQ(read->article.attributes, article.attributes);
  EXPECT_EQ(read->article.updated_at, article.updated_at);
  for (size_t size = 0; size < payload.size(); ++size) {
    EXPECT_THAT(DecodeWrite({9, RecordKind::kPut, payload.substr(0, size)}),
                FailsWith(StatusCode::kDataLoss, "record 9"));
  }
}

// What is left after a cut anywhere is a prefix; what was cut is counted.
TEST_F(JournalTest, ATornTailIsDroppedWhereverItIsCut) {
  JournalWriter writer = Writer();
  ASSERT_THAT(Fill(&writer, {2, 2}), IsOk());
  const std::string whole = ReadBytes(FilePath(1));
  RemoveWatermark(path("index/journal"));
  std::string longest;
  for (size_t size = 0; size <= whole.size(); ++size) {
    WriteBytes(FilePath(1), whole.substr(0, size));
    const Result<RecoveredJournal> journal = Read();
    ASSERT_THAT(journal, IsOk()) << size;
    const std::string payloads = Payloads(*journal);
    EXPECT_EQ(payloads.compare(0, longest.size(), longest), 0) << size;
    longest = payloads;
  }
  EXPECT_EQ(longest, "1 2 3 4");
}

// Below the last group a flip is damage; in it, it may pass for a torn tail,
// but never for other writes.
TEST_F(JournalTest, AFlippedBitIsDamageBelowTheLastGroup) {
  JournalWriter writer = Writer();
  ASSERT_THAT(Fill(&writer, {2, 1}), IsOk());
  const size_t last_group = ReadBytes(FilePath(1)).size();
  ASSERT_THAT(Fill(&writer, {2}), IsOk());
  RemoveWatermark(path("index/journal"));
  const std::string whole = ReadBytes(FilePath(1));
  for (size_t bit = 0; bit < whole.size() * 8; ++bit) {
    std::string flipped = whole;
    flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << bit % 8));
    WriteBytes(FilePath(1), flipped);
    const Result<RecoveredJournal> journal = Read();
    if (bit / 8 < last_group) {
      EXPECT_THAT(journal, FailsWith(StatusCode::kDataLoss, "journal-1"))
          << bit;
      continue;
    }
    ASSERT_THAT(journal, IsOk()) << bit;
    const std::string payloads = Payloads(*journal);
    EXPECT_TRUE(payloads == "1 2 3" || payloads == "1 2 3 4") << payloads;
    EXPECT_GT(journal->torn_bytes, 0U);
  }
}

TEST_F(JournalTest, EveryFlippedBitOfASealedFileIsDamage) {
  JournalWriter writer = Writer();
  ASSERT_THAT(Fill(&writer, {1, 2}), IsOk());
  ASSERT_THAT(writer.Seal(), IsOk());
  const std::string whole = ReadBytes(FilePath(1));
  EXPECT_EQ(Payloads(*Read()), "1 2 3");
  for (size_t bit = 0; bit < whole.size() * 8; ++bit) {
    std::string flipped = whole;
    flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << bit % 8));
    WriteBytes(FilePath(1), flipped);
    EXPECT_THAT(Read(), FailsWith(StatusCode::kDataLoss, "journal-1")) << bit;
  }
  WriteBytes(FilePath(1), whole + "x");
  EXPECT_THAT(Read(), FailsWith(StatusCode::kDataLoss, "journal-1"));
}

TEST_F(JournalTest, EveryByteOfAClosedFileCounts) {
  JournalWriter writer = Writer(0, /*file_bytes=*/1);
  ASSERT_THAT(Fill(&writer, {2, 1, 1}), IsOk());
  EXPECT_EQ(Payloads(*Read()), "1 2 3 4");
  const std::string whole = ReadBytes(FilePath(1));
  for (size_t size = 0; size < whole.size(); ++size) {
    WriteBytes(FilePath(1), whole.substr(0, size));
    EXPECT_THAT(Read(), FailsWith(StatusCode::kDataLoss, "journal-1")) << size;
    std::string flipped = whole;
    flipped[size] = static_cast<char>(flipped[size] ^ 4);
    WriteBytes(FilePath(1), flipped);
    EXPECT_THAT(Read(), FailsWith(StatusCode::kDataLoss, "journal-1")) << size;
  }
  // Not what was applied before.
  EXPECT_EQ(Payloads(*Read(2)), "3 4");
}

TEST_F(JournalTest, AMissingFileIsDamage) {
  JournalWriter writer = Writer(0, /*file_bytes=*/1);
  ASSERT_THAT(Fill(&writer, {1, 1, 1}), IsOk());
  std::filesystem::remove(FilePath(2));
  EXPECT_THAT(Read(), FailsWith(StatusCode::kDataLoss, "journal-2"));
  EXPECT_EQ(Payloads(*Read(2)), "3");
  std::filesystem::remove(FilePath(1));
  EXPECT_THAT(Read(1), FailsWith(StatusCode::kDataLoss, "journal-2"));
  EXPECT_THAT(Read(), FailsWith(StatusCode::kDataLoss, "journal-1"));
}

TEST_F(JournalTest, FilesWhoseRecordsAreAppliedAreRemoved) {
  JournalWriter writer = Writer(0, /*file_bytes=*/1);
  ASSERT_THAT(Fill(&writer, {1, 2, 1}), IsOk());
  ASSERT_THAT(writer.RemoveApplied(2, false), IsOk());
  EXPECT_FALSE(std::filesystem::exists(FilePath(1)));
  EXPECT_TRUE(std::filesystem::exists(FilePath(2)));
  EXPECT_EQ(Payloads(*Read(2)), "3 4");
  ASSERT_THAT(writer.RemoveApplied(4, true), IsOk());
  EXPECT_TRUE(std::filesystem::is_empty(path("index/journal")));
}

TEST_F(JournalTest, FramesOfAnotherFileDoNotCount) {
  JournalWriter writer = Writer();
  ASSERT_THAT(Fill(&writer, {2}), IsOk());
  std::filesystem::rename(FilePath(1), FilePath(2));
  EXPECT_EQ(Payloads(*Read(1)), "");
}

// Writes fail while no file may grow; what was refused is not read back.
TEST_F(JournalTest, AFullDiskRefusesAndThenGoesOnInANewFile) {
  JournalWriter writer = Writer();
  ASSERT_THAT(Fill(&writer, {2}), IsOk());
  const auto full = static_cast<rlim_t>(ReadBytes(FilePath(1)).size() + 30);
  {
    rlimit before{};
    ::getrlimit(RLIMIT_FSIZE, &before);
    const auto handler = ::signal(SIGXFSZ, SIG_IGN);
    const rlimit limited{full, before.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &limited);
    const auto disk_full =
        FailsBecause(StatusCode::kResourceExhausted, "DISK_FULL");
    EXPECT_THAT(Fill(&writer, {3}), disk_full);
    EXPECT_THAT(Fill(&writer, {3}), disk_full);
    EXPECT_EQ(Payloads(*Read()), "1 2");
    ::setrlimit(RLIMIT_FSIZE, &before);
    ::signal(SIGXFSZ, handler);
  }
  ASSERT_THAT(writer.Recover(), IsOk());
  EXPECT_EQ(writer.next_sequence(), 3U);
  ASSERT_THAT(Fill(&writer, {1, 1}), IsOk());
  EXPECT_EQ(Payloads(*Read()), "1 2 3 4");
  EXPECT_TRUE(std::filesystem::exists(FilePath(3)));
}

}  // namespace
}  // namespace vigie::index
