#include "index/file_io.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cerrno>
#include <string>

#include "tests/index/status_matchers.h"
#include "tests/index/temporary_directory.h"

namespace vigie::index {
namespace {

using ::vigie::testing::FailsWith;
using ::vigie::testing::IsOk;
using ::vigie::testing::ReadBytes;
using ::vigie::testing::WriteBytes;

TEST(CodeFromErrno, TellsFullForbiddenAbsentAndBrokenApart) {
  const struct {
    int error;
    StatusCode want;
  } cases[] = {
      {ENOSPC, StatusCode::kResourceExhausted},
      {EDQUOT, StatusCode::kResourceExhausted},
      {EFBIG, StatusCode::kResourceExhausted},
      {EMFILE, StatusCode::kResourceExhausted},
      {EACCES, StatusCode::kPermissionDenied},
      {EROFS, StatusCode::kPermissionDenied},
      {ENOENT, StatusCode::kNotFound},
      {EIO, StatusCode::kDataLoss},
      {ENOTDIR, StatusCode::kInvalidArgument},
      {EXDEV, StatusCode::kInternal},
  };
  for (const auto& c : cases) EXPECT_EQ(CodeFromErrno(c.error), c.want);
}

TEST(JoinPath, PutsOneSlashBetween) {
  EXPECT_EQ(JoinPath("a", "b"), "a/b");
  EXPECT_EQ(JoinPath("a/", "b"), "a/b");
  EXPECT_EQ(JoinPath("/", "b"), "/b");
}

using FileIoTest = testing::TemporaryDirectoryTest;

TEST_F(FileIoTest, ReplacesAFileAsAWhole) {
  ASSERT_THAT(ReplaceFile(path("f"), "one"), IsOk());
  ASSERT_THAT(ReplaceFile(path("f"), std::string(100'000, 'x')), IsOk());
  EXPECT_EQ(*ReadFile(path("f"), 100'000), std::string(100'000, 'x'));
  EXPECT_FALSE(PathExists(path("f.tmp")));
}

TEST_F(FileIoTest, RefusesFilesBeyondTheLimit) {
  WriteBytes(path("f"), "1234");
  EXPECT_THAT(ReadFile(path("f"), 4), IsOk());
  EXPECT_THAT(ReadFile(path("f"), 3),
              FailsWith(StatusCode::kDataLoss, path("f")));
}

TEST_F(FileIoTest, ReadsRegularFilesOnly) {
  ASSERT_EQ(::mkfifo(path("fifo").c_str(), 0600), 0);
  EXPECT_THAT(OpenForReading(path("fifo")),
              FailsWith(StatusCode::kDataLoss, "not a regular file"));
  EXPECT_THAT(OpenForReading(path("")),
              FailsWith(StatusCode::kDataLoss, "not a regular file"));
  std::filesystem::create_symlink("f", path("link"));
  EXPECT_FALSE(OpenForReading(path("link")).ok());
  EXPECT_THAT(OpenForReading(path("none")),
              FailsWith(StatusCode::kNotFound, path("none")));
}

TEST_F(FileIoTest, SaysWhereAFileEndsEarly) {
  WriteBytes(path("f"), "1234");
  const Result<FileDescriptor> file = OpenForReading(path("f"));
  char bytes[8];
  EXPECT_THAT(ReadAt(*file, 2, bytes, 2, path("f")), IsOk());
  EXPECT_THAT(ReadAt(*file, 2, bytes, 3, path("f")),
              FailsWith(StatusCode::kDataLoss, "at byte 4"));
}

TEST_F(FileIoTest, MakesMissingParents) {
  EXPECT_THAT(MakeDirectories(path("a/b/c/")), IsOk());
  EXPECT_THAT(MakeDirectories(path("a/b/c")), IsOk());
  WriteBytes(path("a/file"), "");
  EXPECT_FALSE(MakeDirectories(path("a/file")).ok());
  EXPECT_FALSE(MakeDirectories(path("a/file/below")).ok());
}

TEST_F(FileIoTest, RemovesTreesWithoutFollowingLinks) {
  ASSERT_THAT(MakeDirectories(path("a/b")), IsOk());
  WriteBytes(path("kept"), "kept");
  WriteBytes(path("a/b/f"), "");
  std::filesystem::create_symlink(path("kept"), path("a/link"));
  std::filesystem::create_directory_symlink(path(""), path("a/up"));
  EXPECT_THAT(RemovePath(path("a")), IsOk());
  EXPECT_FALSE(PathExists(path("a")));
  EXPECT_EQ(ReadBytes(path("kept")), "kept");
  EXPECT_THAT(RemovePath(path("a")), IsOk());
}

}  // namespace
}  // namespace vigie::index
