// What the watermark beside a journal notices, and what it leaves alone.
#include "index/journal_watermark.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "index/journal_recovery.h"
#include "index/journal_writer.h"
#include "tests/index/status_matchers.h"
#include "tests/index/temporary_directory.h"

namespace vigie::index {
namespace {

using ::vigie::testing::FailsWith;
using ::vigie::testing::IsOk;
using ::vigie::testing::ReadBytes;
using ::vigie::testing::WriteBytes;

class JournalWatermarkTest : public testing::TemporaryDirectoryTest {
 protected:
  // Three groups of one record each; the writer is gone without an end.
  void WriteGroups() {
    JournalWriter writer(path(""), 0, 1 << 20);
    for (uint64_t sequence = 1; sequence <= 3; ++sequence) {
      ASSERT_THAT(writer.Append({{sequence, RecordKind::kDelete, "id"}}),
                  IsOk());
    }
  }
  std::string journal() const { return path("journal/journal-1"); }
  std::string watermark() const { return path("journal/durable"); }
};

TEST_F(JournalWatermarkTest, ACutBelowItIsDamageAtEveryByte) {
  WriteGroups();
  ASSERT_EQ(ReadJournal(path(""), 0)->records.size(), 3U);
  const std::string whole = ReadBytes(journal());
  for (size_t size = 0; size < whole.size(); ++size) {
    WriteBytes(journal(), whole.substr(0, size));
    EXPECT_THAT(ReadJournal(path(""), 0),
                FailsWith(StatusCode::kDataLoss, "journal-1"))
        << size;
  }
}

TEST_F(JournalWatermarkTest, ZeroedGroupsAtTheEndAreDamage) {
  WriteGroups();
  std::string bytes = ReadBytes(journal());
  for (size_t begin = bytes.size(); begin-- > 0;) {
    bytes[begin] = '\0';
    if (bytes == ReadBytes(journal())) continue;
    WriteBytes(journal(), bytes);
    EXPECT_THAT(ReadJournal(path(""), 0),
                FailsWith(StatusCode::kDataLoss, "journal-1"))
        << begin;
  }
}

TEST_F(JournalWatermarkTest, BytesBeyondItAreATornTail) {
  WriteGroups();
  WriteBytes(journal(), ReadBytes(journal()) + "torn");
  const Result<RecoveredJournal> read = ReadJournal(path(""), 0);
  ASSERT_THAT(read, IsOk());
  EXPECT_EQ(read->records.size(), 3U);
  EXPECT_EQ(read->torn_bytes, 4U);
}

TEST_F(JournalWatermarkTest, ADamagedOrAbsentOneChangesNothing) {
  WriteGroups();
  const std::string good = ReadBytes(watermark());
  for (size_t at = 0; at < good.size(); ++at) {
    std::string bad = good;
    bad[at] ^= 1;
    WriteBytes(watermark(), bad);
    EXPECT_EQ(ReadJournal(path(""), 0)->records.size(), 3U) << at;
  }
  RemoveWatermark(path("journal"));
  EXPECT_EQ(ReadJournal(path(""), 0)->records.size(), 3U);
}

TEST_F(JournalWatermarkTest, OneOfAnotherFileSaysNothingOfThisOne) {
  WriteGroups();
  WatermarkWriter().Write(path("journal"), {7, 1'000'000});
  EXPECT_EQ(ReadJournal(path(""), 0)->records.size(), 3U);
}

TEST_F(JournalWatermarkTest, LeavesWithTheLastFile) {
  WriteGroups();
  ASSERT_THAT(RemoveJournal(path("")), IsOk());
  EXPECT_TRUE(std::filesystem::is_empty(path("journal")));
}

}  // namespace
}  // namespace vigie::index
