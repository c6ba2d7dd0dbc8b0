// Full disks and limits: an error is clean, nothing is half-published, and
// what was added can still be published once there is room.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/resource.h>

#include <string>

#include "index/file_io.h"
#include "index/open_index.h"
#include "tests/index/press.h"
#include "tests/index/status_matchers.h"
#include "tests/index/temporary_directory.h"

// Xapian 1.4.22 itself leaks what it had allocated when creating a database
// meets a full disk.
extern "C" const char* __lsan_default_suppressions() {  // NOLINT
  return "leak:libxapian.so\n";
}

namespace vigie::index {
namespace {

using ::vigie::testing::FailsWith;
using ::vigie::testing::IsOk;
using ::vigie::testing::LiveIds;
using ::vigie::testing::MakeArticle;
using ::vigie::testing::OpenWriter;
using ::vigie::testing::Publish;

// No file of this process grows beyond so many bytes while it lives.
class FileSizeLimit {
 public:
  explicit FileSizeLimit(rlim_t bytes) {
    ::getrlimit(RLIMIT_FSIZE, &before_);
    before_handler_ = ::signal(SIGXFSZ, SIG_IGN);
    rlimit limit = before_;
    limit.rlim_cur = bytes;
    ::setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~FileSizeLimit() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
    ::signal(SIGXFSZ, before_handler_);
  }

 private:
  rlimit before_{};
  void (*before_handler_)(int) = SIG_DFL;
};

using FaultTest = testing::TemporaryDirectoryTest;

TEST_F(FaultTest, AFileSizeLimitFailsTheCommitAndLosesNothing) {
  Publish(path("index"), 1, 2);
  for (const rlim_t limit : {0, 10, 100, 1'000, 5'000, 20'000, 60'000}) {
    auto writer = OpenWriter(path("index"));
    const Article article = MakeArticle(2, "Sujet" + std::to_string(limit));
    ASSERT_THAT(writer->Add(article), IsOk());
    bool failed = false;
    {
      const FileSizeLimit limited(limit);
      const Result<CommitStats> stats = writer->Commit();
      failed = !stats.ok();
      if (failed) {
        EXPECT_EQ(stats.status().code(), StatusCode::kResourceExhausted)
            << stats.status().ToString();
        EXPECT_EQ(LiveIds(*OpenIndex(path("index"))), "article-1 article-2");
      }
    }
    EXPECT_TRUE(failed || limit >= 20'000) << limit;
    const Result<CommitStats> again = writer->Commit();
    ASSERT_THAT(again, IsOk());
    EXPECT_EQ(again->replaced, failed ? 1U : 0U);
    EXPECT_EQ(
        testing::FindArticle(*OpenIndex(path("index")), "article-2")->text,
        article.text);
  }
}

TEST_F(FaultTest, ACommitGivenUpLeavesTheDirectoryAsItWas) {
  Publish(path("index"), 1, 2);
  const auto before = testing::ReadTree(path("index"));
  auto writer = OpenWriter(path("index"));
  ASSERT_THAT(writer->Add(MakeArticle(3)), IsOk());
  {
    const FileSizeLimit limited(1'000);
    EXPECT_FALSE(writer->Commit().ok());
  }
  writer.reset();
  EXPECT_EQ(testing::ReadTree(path("index")), before);
}

TEST_F(FaultTest, AFullSealFailsALaterAddAndKeepsEarlierArticles) {
  auto writer = OpenWriter(path("index"), /*segment_text_bytes=*/1);
  ASSERT_THAT(writer->Add(MakeArticle(1)), IsOk());
  {
    const FileSizeLimit limited(1'000);
    // One segment is written while the next one is analysed.
    ASSERT_THAT(writer->Add(MakeArticle(2)), IsOk());
    ASSERT_THAT(writer->Add(MakeArticle(3)), IsOk());
    EXPECT_EQ(writer->Add(MakeArticle(4)).status().code(),
              StatusCode::kResourceExhausted);
    EXPECT_EQ(writer->Commit().status().code(), StatusCode::kResourceExhausted);
  }
  const Result<CommitStats> stats = writer->Commit();
  ASSERT_THAT(stats, IsOk());
  EXPECT_EQ(stats->added, 3U);
  EXPECT_EQ(LiveIds(*OpenIndex(path("index"))),
            "article-1 article-2 article-3");
}

TEST_F(FaultTest, AnArticleReplacesOneWhoseSegmentIsBeingWritten) {
  auto writer = OpenWriter(path("index"), /*segment_text_bytes=*/1);
  Article first = MakeArticle(1);
  first.version = 5;
  ASSERT_THAT(writer->Add(first), IsOk());
  ASSERT_THAT(writer->Add(MakeArticle(2)), IsOk());
  const Result<AddOutcome> same = writer->Add(first);
  ASSERT_THAT(same, IsOk());
  EXPECT_EQ(*same, AddOutcome::kUnchanged);
  Article older = first;
  older.text += " Autre fin.";
  older.version = 4;
  EXPECT_EQ(writer->Add(older).status().reason(), "STALE_VERSION");
  Article newer = older;
  newer.version = 6;
  const Result<AddOutcome> replaced = writer->Add(newer);
  ASSERT_THAT(replaced, IsOk());
  EXPECT_EQ(*replaced, AddOutcome::kReplaced);
  ASSERT_THAT(writer->Commit(), IsOk());
  const auto index = OpenIndex(path("index"));
  EXPECT_EQ(LiveIds(*index), "article-1 article-2");
}

TEST_F(FaultTest, AFullFileSystemFailsTheCommitAndNothingElse) {
  std::filesystem::create_directory(path("small"));
  if (::mount("tmpfs", path("small").c_str(), "tmpfs", 0, "size=64m") != 0) {
    GTEST_SKIP() << "may not mount a file system";
  }
  Publish(path("small/index"), 1, 2);
  const auto space = std::filesystem::space(path("small"));
  const std::string size =
      "size=" + std::to_string(space.capacity - space.available + 64 * 1024);
  ASSERT_EQ(::mount("tmpfs", path("small").c_str(), "tmpfs", MS_REMOUNT,
                    size.c_str()),
            0);
  auto writer = OpenWriter(path("small/index"));
  for (int number = 3; number < 600; ++number) {
    ASSERT_THAT(writer->Add(MakeArticle(number)), IsOk());
  }
  EXPECT_EQ(writer->Commit().status().code(), StatusCode::kResourceExhausted);
  EXPECT_EQ(LiveIds(*OpenIndex(path("small/index"))), "article-1 article-2");
  EXPECT_EQ(
      ::mount("tmpfs", path("small").c_str(), "tmpfs", MS_REMOUNT, "size=64m"),
      0);
  const Result<CommitStats> stats = writer->Commit();
  EXPECT_THAT(stats, IsOk());
  EXPECT_EQ(stats->added, 597U);
  writer.reset();
  EXPECT_EQ(::umount2(path("small").c_str(), MNT_DETACH), 0);
}

TEST_F(FaultTest, AReadOnlyFileSystemCanBeReadAndNotWritten) {
  Publish(path("index"), 1, 2);
  std::filesystem::create_directory(path("fixed"));
  if (::mount(path("index").c_str(), path("fixed").c_str(), nullptr, MS_BIND,
              nullptr) != 0) {
    GTEST_SKIP() << "may not mount a file system";
  }
  EXPECT_EQ(::mount(nullptr, path("fixed").c_str(), nullptr,
                    MS_BIND | MS_REMOUNT | MS_RDONLY, nullptr),
            0);
  {
    const Result<OpenedIndex> opened = OpenIndex(path("fixed"));
    EXPECT_THAT(opened, IsOk());
    EXPECT_THAT(IndexWriter::Open(path("fixed"), {}),
                FailsWith(StatusCode::kPermissionDenied, "fixed/LOCK"));
    EXPECT_THAT(IndexWriter::Open(path("fixed/new"), {}),
                FailsWith(StatusCode::kPermissionDenied, "fixed/new"));
  }
  EXPECT_EQ(::umount2(path("fixed").c_str(), MNT_DETACH), 0);
}

}  // namespace
}  // namespace vigie::index
