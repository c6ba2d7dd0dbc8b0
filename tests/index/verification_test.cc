// Which files are read before an index is opened, and which need not be.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "index/file_stamp.h"
#include "index/verified_file.h"
#include "tests/index/status_matchers.h"
#include "tests/index/temporary_directory.h"

namespace vigie::index {
namespace {

using ::vigie::testing::FailsWith;
using ::vigie::testing::IsOk;

constexpr int64_t kSecond = 1'000'000'000;

using VerificationTest = testing::TemporaryDirectoryTest;

FileStamp MakeStamp(uint64_t inode) {
  return {7, inode, 100, 5 * kSecond, 6 * kSecond};
}

TEST(VerifiedFiles, KnowsAFileOnlyWhileNothingAboutItChanged) {
  VerifiedFiles files;
  const FileStamp stamp = MakeStamp(1);
  EXPECT_FALSE(files.Has(stamp, 42));
  files.Add(stamp, 42);
  EXPECT_TRUE(files.Has(stamp, 42));
  EXPECT_FALSE(files.Has(stamp, 43));
  FileStamp other = stamp;
  other.bytes = 101;
  EXPECT_FALSE(files.Has(other, 42));
  other = stamp;
  ++other.modified_ns;
  EXPECT_FALSE(files.Has(other, 42));
  other = stamp;
  ++other.changed_ns;
  EXPECT_FALSE(files.Has(other, 42));
  EXPECT_FALSE(files.Has(MakeStamp(2), 42));
}

TEST(VerifiedFiles, ForgetsThoseAskedForLongestAgo) {
  VerifiedFiles files;
  files.Add(MakeStamp(1), 42);
  for (uint64_t inode = 2; inode < 3 * VerifiedFiles::kMostFiles; ++inode) {
    EXPECT_TRUE(files.Has(MakeStamp(1), 42)) << inode;
    files.Add(MakeStamp(inode), 42);
  }
  EXPECT_FALSE(files.Has(MakeStamp(2), 42));
  EXPECT_TRUE(files.Has(MakeStamp(3 * VerifiedFiles::kMostFiles - 1), 42));
}

TEST(FileStamp, IsNotSettledWhileTheClockMayNotHaveTicked) {
  const FileStamp stamp = MakeStamp(1);
  EXPECT_FALSE(IsSettled(stamp, 6 * kSecond));
  EXPECT_FALSE(IsSettled(stamp, 6 * kSecond + 10'000'000));
  EXPECT_TRUE(IsSettled(stamp, 7 * kSecond));
}

TEST_F(VerificationTest, ABootStampGivesBackWhatWasVerified) {
  ASSERT_THAT(SaveBootStamp(path(""), {{MakeStamp(1), 42}, {MakeStamp(2), 0}}),
              IsOk());
  VerifiedFiles files;
  LoadBootStamp(path(""), &files);
  EXPECT_TRUE(files.Has(MakeStamp(1), 42));
  EXPECT_TRUE(files.Has(MakeStamp(2), 0));
}

TEST_F(VerificationTest, ADamagedBootStampIsAsGoodAsNone) {
  ASSERT_THAT(SaveBootStamp(path(""), {{MakeStamp(1), 42}}), IsOk());
  Result<std::string> bytes = ReadFile(path("boot-stamp"), 10'000);
  ASSERT_THAT(bytes, IsOk());
  for (size_t at = 0; at < bytes->size(); ++at) {
    std::string damaged = *bytes;
    damaged[at] ^= 1;
    ASSERT_THAT(ReplaceFile(path("boot-stamp"), damaged), IsOk());
    VerifiedFiles files;
    LoadBootStamp(path(""), &files);
    EXPECT_FALSE(files.Has(MakeStamp(1), 42)) << at;
  }
}

TEST_F(VerificationTest, TellsHowFarItIs) {
  std::vector<FileRecord> records;
  uint64_t bytes = 0;
  for (int i = 0; i < 3; ++i) {
    const std::string name = "file-" + std::to_string(i);
    const std::string content(2'000'000 + static_cast<size_t>(i), 'a');
    ASSERT_THAT(ReplaceFile(path(name), content), IsOk());
    records.push_back(*MeasureFile(path(""), name));
    bytes += content.size();
  }
  Verification verification;
  uint64_t last = 0;
  verification.progress = [&](uint64_t done, uint64_t total) {
    EXPECT_EQ(total, bytes);
    EXPECT_GE(done, last);
    last = done;
  };
  EXPECT_THAT(OpenAllVerified(path(""), records, verification), IsOk());
  EXPECT_EQ(last, bytes);
}

TEST_F(VerificationTest, CheckFileReadsWhatIsThereAndCanBeStopped) {
  ASSERT_THAT(ReplaceFile(path("file"), "contents"), IsOk());
  FileRecord record = *MeasureFile(path(""), "file");
  EXPECT_THAT(CheckFile(path(""), record, nullptr), IsOk());
  EXPECT_THAT(CheckFile(path(""), record, [](uint64_t) { return false; }),
              FailsWith(StatusCode::kCancelled, "stopped"));
  ++record.crc32c;
  EXPECT_THAT(CheckFile(path(""), record, nullptr),
              FailsWith(StatusCode::kDataLoss, "file does not match"));
  ++record.bytes;
  EXPECT_THAT(CheckFile(path(""), record, nullptr),
              FailsWith(StatusCode::kDataLoss, "the manifest says"));
  record.path = "absent";
  EXPECT_THAT(CheckFile(path(""), record, nullptr),
              FailsWith(StatusCode::kDataLoss, "absent is missing"));
}

}  // namespace
}  // namespace vigie::index
