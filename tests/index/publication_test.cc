// Who sees what, who keeps what, and what a killed writer leaves.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <spawn.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <unistd.h>

#include <string>
#include <vector>

#include "index/file_io.h"
#include "index/open_index.h"
#include "tests/index/press.h"
#include "tests/index/status_matchers.h"
#include "tests/index/temporary_directory.h"

extern char** environ;

namespace vigie::index {
namespace {

using ::vigie::testing::FailsBecause;
using ::vigie::testing::FailsWith;
using ::vigie::testing::IsOk;
using ::vigie::testing::LiveIds;
using ::vigie::testing::MakeArticle;
using ::vigie::testing::OpenWriter;
using ::vigie::testing::Publish;
using ::vigie::testing::ReadTree;
using ::vigie::testing::WriteBytes;

// A crash_writer that has sealed its segments and waits.
class WaitingWriter {
 public:
  WaitingWriter(const std::string& directory, int first, int last) {
    int pipe_ends[2];
    EXPECT_EQ(::pipe2(pipe_ends, O_CLOEXEC), 0);
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, pipe_ends[1], STDOUT_FILENO);
    std::vector<std::string> arguments = {
        CRASH_WRITER, directory, std::to_string(first), std::to_string(last)};
    std::vector<char*> argv;
    for (std::string& argument : arguments) argv.push_back(argument.data());
    argv.push_back(nullptr);
    EXPECT_EQ(
        ::posix_spawn(&pid_, argv[0], &actions, nullptr, argv.data(), environ),
        0);
    ::posix_spawn_file_actions_destroy(&actions);
    ::close(pipe_ends[1]);
    char said[6] = {};
    EXPECT_EQ(::read(pipe_ends[0], said, sizeof(said)), 6);
    ::close(pipe_ends[0]);
  }

  ~WaitingWriter() { Kill(); }

  void Kill() {
    if (pid_ <= 0) return;
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
    pid_ = 0;
  }

 private:
  pid_t pid_ = 0;
};

using PublicationTest = testing::TemporaryDirectoryTest;

TEST_F(PublicationTest, ASecondWriterIsToldWhoIsInTheWay) {
  auto writer = OpenWriter(path("index"));
  const Result<std::unique_ptr<IndexWriter>> second =
      IndexWriter::Open(path("index"), {});
  EXPECT_THAT(second,
              FailsBecause(StatusCode::kFailedPrecondition, "INDEX_LOCKED"));
  EXPECT_THAT(second, FailsWith(StatusCode::kFailedPrecondition,
                                path("index") + "/LOCK"));
  writer.reset();
  EXPECT_THAT(IndexWriter::Open(path("index"), {}), IsOk());
}

TEST_F(PublicationTest, AWriterInAnotherProcessLocksUntilItDies) {
  WaitingWriter other(path("index"), 1, 1);
  EXPECT_THAT(IndexWriter::Open(path("index"), {}),
              FailsBecause(StatusCode::kFailedPrecondition, "INDEX_LOCKED"));
  EXPECT_THAT(OpenIndex(path("index")), IsOk());
  other.Kill();
  EXPECT_THAT(IndexWriter::Open(path("index"), {}), IsOk());
}

TEST_F(PublicationTest, AWriterKilledBeforeItPublishesChangesNothing) {
  Publish(path("index"), 1, 3);
  const auto before = ReadTree(path("index"));
  WaitingWriter other(path("index"), 3, 8);
  EXPECT_TRUE(PathExists(path("index/seg-2")));
  other.Kill();
  EXPECT_EQ(LiveIds(*OpenIndex(path("index"))),
            "article-1 article-2 article-3");
  // The next writer takes away what was left, and goes on.
  OpenWriter(path("index")).reset();
  EXPECT_EQ(ReadTree(path("index")), before);
  EXPECT_EQ(Publish(path("index"), 3, 4).revision, 2U);
  EXPECT_EQ(LiveIds(*OpenIndex(path("index"))),
            "article-1 article-2 article-3 article-4");
}

TEST_F(PublicationTest, LeftoversAreIgnoredByReadersAndRemovedByTheWriter) {
  Publish(path("index"), 1, 2);
  const auto before = ReadTree(path("index"));
  for (const char* name :
       {"seg-9.tmp/shards/shard-0/iamglass", "seg-9/columns.bin", "seg-1.tmp/x",
        "manifest-2.tmp", "manifest-2", "CURRENT.tmp", "tombstones-1-2.bin",
        "tombstones-1-2.bin.tmp", "dictionary-dict-0.jsonl"}) {
    const std::string leftover = path("index/") + name;
    std::filesystem::create_directories(
        std::filesystem::path(leftover).parent_path());
    WriteBytes(leftover, "half");
  }
  WriteBytes(path("index/notes.txt"), "not the writer's");
  EXPECT_EQ(LiveIds(*OpenIndex(path("index"))), "article-1 article-2");
  OpenWriter(path("index")).reset();
  auto after = ReadTree(path("index"));
  EXPECT_EQ(after.erase("notes.txt"), 1U);
  EXPECT_EQ(after, before);
}

TEST_F(PublicationTest, AReadersRevisionKeepsItsFilesUntilItIsClosed) {
  Publish(path("index"), 1, 3);
  {
    const Result<OpenedIndex> reader = OpenIndex(path("index"));
    ASSERT_THAT(reader, IsOk());
    auto writer = OpenWriter(path("index"));
    for (int number = 1; number <= 3; ++number) {
      ASSERT_THAT(writer->Add(MakeArticle(number, "Nvidia")), IsOk());
    }
    ASSERT_THAT(writer->Commit(), IsOk());
    EXPECT_TRUE(PathExists(path("index/manifest-1")));
    EXPECT_TRUE(PathExists(path("index/seg-1/columns.bin")));
    EXPECT_EQ(testing::FindArticle(*reader, "article-2")->text,
              MakeArticle(2).text);
    // The writer goes on; what the reader holds stays.
    ASSERT_THAT(writer->Add(MakeArticle(7)), IsOk());
    ASSERT_THAT(writer->Commit(), IsOk());
    EXPECT_TRUE(PathExists(path("index/seg-1/postings.glass")));
    EXPECT_FALSE(PathExists(path("index/manifest-2")));
  }
  OpenWriter(path("index")).reset();
  EXPECT_FALSE(PathExists(path("index/manifest-1")));
  EXPECT_FALSE(PathExists(path("index/seg-1")));
  EXPECT_EQ(LiveIds(*OpenIndex(path("index"))),
            "article-1 article-2 article-3 article-7");
}

TEST_F(PublicationTest, AnUnreadablePinnedManifestStopsTheCleanUp) {
  Publish(path("index"), 1, 1);
  const int pin = ::open(path("index/manifest-1").c_str(), O_RDONLY);
  ASSERT_EQ(::flock(pin, LOCK_SH), 0);
  auto writer = OpenWriter(path("index"));
  ASSERT_THAT(writer->Add(MakeArticle(1, "Meta")), IsOk());
  // Damaged once the writer has read it.
  WriteBytes(path("index/manifest-1"), "damaged");
  ASSERT_THAT(writer->Commit(), IsOk());
  EXPECT_TRUE(PathExists(path("index/seg-1/columns.bin")));
  ::close(pin);
  writer.reset();
  EXPECT_FALSE(PathExists(path("index/seg-1")));
}

TEST_F(PublicationTest, ReadersDuringManyCommitsSeeWholeRevisions) {
  Publish(path("index"), 0, 0);
  auto writer = OpenWriter(path("index"));
  std::vector<OpenedIndex> held;
  for (int number = 1; number <= 20; ++number) {
    ASSERT_THAT(writer->Add(MakeArticle(0, "Sujet" + std::to_string(number))),
                IsOk());
    ASSERT_THAT(writer->Add(MakeArticle(number)), IsOk());
    ASSERT_THAT(writer->Commit(), IsOk());
    Result<OpenedIndex> opened = OpenIndex(path("index"));
    ASSERT_THAT(opened, IsOk());
    held.push_back(*std::move(opened));
  }
  for (size_t i = 0; i < held.size(); ++i) {
    EXPECT_EQ(held[i].manifest.revision, i + 2);
    const std::string subject = "Sujet" + std::to_string(i + 1);
    EXPECT_EQ(testing::FindArticle(held[i], "article-0")->text,
              MakeArticle(0, subject).text);
    EXPECT_FALSE(
        testing::FindArticle(held[i], "article-" + std::to_string(i + 2)));
  }
}

// What a crash during the very first creation may leave is no index yet.
TEST_F(PublicationTest, AHalfCreatedIndexIsCreatedAgain) {
  OpenWriter(path("index")).reset();
  std::filesystem::remove(path("index/CURRENT"));
  EXPECT_THAT(OpenIndex(path("index")),
              FailsBecause(StatusCode::kNotFound, "INDEX_NOT_FOUND"));
  EXPECT_EQ(Publish(path("index"), 1, 1).revision, 1U);
  EXPECT_EQ(LiveIds(*OpenIndex(path("index"))), "article-1");
}

TEST_F(PublicationTest, ALostCurrentIsNotTakenForAnEmptyIndex) {
  Publish(path("index"), 1, 1);
  std::filesystem::remove(path("index/CURRENT"));
  EXPECT_THAT(OpenIndex(path("index")),
              FailsWith(StatusCode::kDataLoss, "CURRENT"));
  EXPECT_THAT(IndexWriter::Open(path("index"), {}),
              FailsWith(StatusCode::kDataLoss, "CURRENT"));
  EXPECT_TRUE(PathExists(path("index/seg-1/columns.bin")));
}

}  // namespace
}  // namespace vigie::index
