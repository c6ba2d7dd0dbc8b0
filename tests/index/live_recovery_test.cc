// What a live writer leaves when it dies, and what the next one makes of it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>

#include <chrono>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "index/file_io.h"
#include "index/journal_watermark.h"
#include "index/journal_writer.h"
#include "index/open_index.h"
#include "index/write_batch.h"
#include "tests/index/press.h"
#include "tests/index/status_matchers.h"
#include "tests/index/temporary_directory.h"
#include "vigie/live_writer.h"

namespace vigie::index {
namespace {

using ::testing::ElementsAre;
using ::vigie::testing::FailsBecause;
using ::vigie::testing::FailsWith;
using ::vigie::testing::FindArticle;
using ::vigie::testing::IsOk;
using ::vigie::testing::LiveIds;
using ::vigie::testing::MakeArticle;
using ::vigie::testing::OpenWriter;

class LiveRecoveryTest : public testing::TemporaryDirectoryTest {
 protected:
  static std::unique_ptr<LiveWriter> Open(
      const std::string& directory,
      std::chrono::milliseconds publish_interval = std::chrono::hours(1)) {
    LiveOptions options;
    options.group_interval = std::chrono::microseconds(50);
    options.publish_interval = publish_interval;
    Result<std::unique_ptr<LiveWriter>> writer =
        LiveWriter::Open(directory, options);
    EXPECT_THAT(writer, IsOk());
    return writer.ok() ? *std::move(writer) : nullptr;
  }

  // The directory as a killed writer would leave it now.
  void Image(const std::string& from, const std::string& to) const {
    std::filesystem::remove_all(path(to));
    std::filesystem::copy(path(from), path(to),
                          std::filesystem::copy_options::recursive);
  }
};

Status PutOne(LiveWriter* writer, const Article& article) {
  return writer->Put({article}, Wait::kDurable).front().status;
}

TEST_F(LiveRecoveryTest, TheNextWriterOfEitherKindReplaysTheJournal) {
  auto writer = Open(path("index"));
  ASSERT_THAT(PutOne(writer.get(), MakeArticle(1)), IsOk());
  ASSERT_THAT(PutOne(writer.get(), MakeArticle(2)), IsOk());
  ASSERT_THAT(writer->Publish(), IsOk());
  ASSERT_THAT(PutOne(writer.get(), MakeArticle(3)), IsOk());
  ASSERT_THAT(PutOne(writer.get(), MakeArticle(1, "Nvidia")), IsOk());
  ASSERT_THAT(writer->Delete("article-2", 0, Wait::kDurable).status, IsOk());
  for (const bool live : {true, false}) {
    Image("index", "image");
    EXPECT_EQ(LiveIds(*OpenIndex(path("image"))), "article-1 article-2");
    if (live) {
      EXPECT_EQ(Open(path("image"))->GetStatus().applied_sequence, 5U);
    } else {
      OpenWriter(path("image")).reset();
    }
    const Result<OpenedIndex> opened = OpenIndex(path("image"));
    EXPECT_EQ(LiveIds(*opened), "article-1 article-3");
    EXPECT_EQ(FindArticle(*opened, "article-1")->text,
              MakeArticle(1, "Nvidia").text);
    EXPECT_EQ(opened->manifest.applied_sequence, 5U);
  }
}

// Killed after a publication, before its journal file was removed.
TEST_F(LiveRecoveryTest, ClosingEndsAtItsLimitAndLeavesTheRestToTheNextWriter) {
  LiveOptions options;
  options.publish_interval = std::chrono::hours(1);
  options.close_limit = std::chrono::milliseconds(0);
  auto writer = LiveWriter::Open(path("index"), options);
  ASSERT_THAT(writer, IsOk());
  for (const WriteOutcome& outcome :
       (*writer)->Put({MakeArticle(1), MakeArticle(2)}, Wait::kDurable)) {
    EXPECT_THAT(outcome.status, IsOk());
  }
  writer->reset();
  EXPECT_EQ(LiveIds(*OpenIndex(path("index"))), "");
  Open(path("index"));
  EXPECT_EQ(LiveIds(*OpenIndex(path("index"))), "article-1 article-2");
}

TEST_F(LiveRecoveryTest, WhatIsAppliedIsNotAppliedAgain) {
  auto writer = Open(path("index"));
  ASSERT_THAT(PutOne(writer.get(), MakeArticle(1)), IsOk());
  Image("index/journal", "journal");
  ASSERT_THAT(writer->Delete("article-1", 0, Wait::kDurable).status, IsOk());
  ASSERT_THAT(writer->Publish(), IsOk());
  writer.reset();
  const uint64_t revision = OpenIndex(path("index"))->manifest.revision;
  Image("journal", "index/journal");
  writer = Open(path("index"));
  EXPECT_EQ(writer->GetStatus().durable_sequence, 2U);
  writer.reset();
  EXPECT_EQ(OpenIndex(path("index"))->manifest.revision, revision);
  EXPECT_EQ(LiveIds(*OpenIndex(path("index"))), "");
}

TEST_F(LiveRecoveryTest, ATornTailIsCountedAndDamageRefused) {
  auto writer = Open(path("index"));
  for (int number = 1; number <= 3; ++number) {
    ASSERT_THAT(PutOne(writer.get(), MakeArticle(number)), IsOk());
  }
  Image("index", "torn");
  Image("index", "damaged");
  const std::string bytes = testing::ReadBytes(path("index/journal/journal-1"));
  testing::WriteBytes(path("torn/journal/journal-1"),
                      bytes.substr(0, bytes.size() - 1));
  // As after a power cut that left an older one.
  RemoveWatermark(path("torn/journal"));
  auto next = Open(path("torn"));
  EXPECT_GT(next->GetStatus().torn_bytes, 100U);
  EXPECT_EQ(next->GetStatus().applied_sequence, 2U);
  // The sequence of what was never acknowledged is given again.
  EXPECT_EQ(next->Put({MakeArticle(9)}, Wait::kDurable)[0].sequence, 3U);
  next.reset();
  EXPECT_EQ(LiveIds(*OpenIndex(path("torn"))), "article-1 article-2 article-9");

  std::string damaged = bytes;
  damaged[100] = static_cast<char>(damaged[100] ^ 1);
  testing::WriteBytes(path("damaged/journal/journal-1"), damaged);
  EXPECT_THAT(LiveWriter::Open(path("damaged"), {}),
              FailsWith(StatusCode::kDataLoss, "journal-1 is damaged at byte"));
  EXPECT_THAT(IndexWriter::Open(path("damaged"), {}),
              FailsWith(StatusCode::kDataLoss, "journal-1"));
  EXPECT_THAT(OpenIndex(path("damaged")), IsOk());
}

// An erasure that was acknowledged in the journal alone is completed.
TEST_F(LiveRecoveryTest, AnErasureUnderWayIsCompleted) {
  auto writer = Open(path("index"));
  Article secret = MakeArticle(2);
  secret.title = "Zorglubine";
  ASSERT_THAT(PutOne(writer.get(), MakeArticle(1)), IsOk());
  ASSERT_THAT(PutOne(writer.get(), secret), IsOk());
  ASSERT_THAT(writer->Publish(), IsOk());
  writer.reset();
  JournalWriter journal(path("index"), 2, 1 << 20);
  WriteRecord erase;
  erase.kind = RecordKind::kErase;
  erase.id = "article-2";
  ASSERT_THAT(journal.Append({{3, erase.kind, EncodeWrite(erase)}}), IsOk());
  OpenWriter(path("index")).reset();
  for (const auto& [name, bytes] : testing::ReadTree(path("index"))) {
    EXPECT_EQ(bytes.find("Zorglubine"), std::string::npos) << name;
    EXPECT_EQ(bytes.find("article-2"), std::string::npos) << name;
  }
  EXPECT_EQ(LiveIds(*OpenIndex(path("index"))), "article-1");
}

TEST_F(LiveRecoveryTest, AFullDiskRefusesWritesKeepsReadsAndRecovers) {
  auto writer = Open(path("index"), std::chrono::milliseconds(50));
  ASSERT_THAT(writer->Put({MakeArticle(1)}, Wait::kVisible)[0].status, IsOk());
  rlimit before{};
  ::getrlimit(RLIMIT_FSIZE, &before);
  const auto handler = ::signal(SIGXFSZ, SIG_IGN);
  const rlimit full{10, before.rlim_max};
  ::setrlimit(RLIMIT_FSIZE, &full);
  const auto disk_full =
      FailsBecause(StatusCode::kResourceExhausted, "DISK_FULL");
  EXPECT_THAT(PutOne(writer.get(), MakeArticle(2)), disk_full);
  EXPECT_THAT(writer->GetStatus().write_error, disk_full);
  EXPECT_EQ(LiveIds(*OpenIndex(path("index"))), "article-1");
  // While writes fail nothing is said to be absent.
  EXPECT_THAT(writer->Delete("article-2", 0, Wait::kDurable).status, disk_full);
  ::setrlimit(RLIMIT_FSIZE, &before);
  ::signal(SIGXFSZ, handler);
  EXPECT_THAT(writer->Put({MakeArticle(3)}, Wait::kVisible)[0].status, IsOk());
  EXPECT_THAT(writer->GetStatus().write_error, IsOk());
  writer.reset();
  EXPECT_EQ(LiveIds(*OpenIndex(path("index"))), "article-1 article-3");
}

// Random writes against a map, with crashes, closings, merges, compactions
// and erasures between them.
TEST_F(LiveRecoveryTest, RandomWritesLeaveWhatAMapWouldHold) {
  for (const unsigned seed : {1U, 2U}) {
    SCOPED_TRACE(seed);
    std::mt19937 random(seed);
    const auto roll = [&random](int below) {
      return std::uniform_int_distribution<int>(0, below - 1)(random);
    };
    std::string name = "index-" + std::to_string(seed);
    auto writer = Open(path(name), std::chrono::milliseconds(5));
    std::map<std::string, Article> oracle;
    for (int step = 0; step < 250; ++step) {
      const Article article =
          MakeArticle(roll(40), "Sujet" + std::to_string(step));
      const int what = roll(100);
      if (what < 65) {
        ASSERT_THAT(PutOne(writer.get(), article), IsOk());
        oracle[article.id] = article;
      } else if (what < 85) {
        const Status deleted =
            writer->Delete(article.id, 0, Wait::kDurable).status;
        EXPECT_EQ(deleted.ok(), oracle.erase(article.id) == 1);
      } else if (what < 88) {
        ASSERT_THAT(writer->Erase(article.id), IsOk());
        oracle.erase(article.id);
      } else if (what < 97) {
        ASSERT_THAT(writer->Publish(), IsOk());
      } else if (what == 97) {
        ASSERT_THAT(writer->Compact(), IsOk());
      } else if (what == 98) {
        writer.reset();
        writer = Open(path(name), std::chrono::milliseconds(5));
      } else {
        // Killed: files as they are at once, nothing published any more.
        writer = nullptr;
        writer = Open(path(name));
        const Article last = MakeArticle(roll(40), "Avant la panne");
        ASSERT_THAT(PutOne(writer.get(), last), IsOk());
        oracle[last.id] = last;
        Image(name, name + "-next");
        writer.reset();
        name += "-next";
        writer = Open(path(name), std::chrono::milliseconds(5));
      }
    }
    writer.reset();
    const Result<OpenedIndex> opened = OpenIndex(path(name));
    std::string ids;
    for (const auto& [id, article] : oracle) {
      ids += (ids.empty() ? "" : " ") + id;
      const std::optional<Article> found = FindArticle(*opened, id);
      ASSERT_TRUE(found.has_value()) << id;
      EXPECT_EQ(found->text, article.text) << id;
    }
    EXPECT_EQ(LiveIds(*opened), ids);
  }
}

// A batch whose articles 3 and 6 cannot be built.
TEST(DeadLetters, ABatchGoesOnWithoutWhatCannotBeBuilt) {
  WriteBatch batch;
  for (int number = 1; number <= 8; ++number) {
    batch.puts.push_back(PutRecord(MakeArticle(number)));
  }
  std::vector<std::string> built;
  const auto make = [&](const ArticleSource& source) -> Result<OpenSegment> {
    std::vector<std::string> ids;
    for (uint64_t i = 0; i < source.size; ++i) {
      ids.push_back(source.at(i)->id);
      if (ids.back() == "article-3" || ids.back() == "article-6") {
        return Status(StatusCode::kInternal, "poison in " + ids.back());
      }
    }
    built.insert(built.end(), ids.begin(), ids.end());
    return OpenSegment{{}, nullptr, Tombstones(0)};
  };
  std::vector<std::string> letters;
  const auto sink = [&](const WriteRecord& write, const Status& why) {
    EXPECT_EQ(why.message(), "poison in " + write.id);
    letters.push_back(write.id);
    return OkStatus();
  };
  ASSERT_THAT(BuildBatch(batch, make, sink), IsOk());
  EXPECT_THAT(letters, ElementsAre("article-3", "article-6"));
  EXPECT_THAT(built, ElementsAre("article-1", "article-2", "plain", "article-4",
                                 "article-5", "article-7", "article-8"));
}

TEST(DeadLetters, WhatEveryArticleMeetsIsNotTheArticlesFault) {
  WriteBatch batch;
  batch.puts = {PutRecord(MakeArticle(1)), PutRecord(MakeArticle(2))};
  for (const StatusCode code :
       {StatusCode::kInternal, StatusCode::kResourceExhausted}) {
    const auto make = [code](const ArticleSource&) -> Result<OpenSegment> {
      return Status(code, "the machine");
    };
    const auto sink = [](const WriteRecord&, const Status&) -> Status {
      ADD_FAILURE();
      return OkStatus();
    };
    EXPECT_EQ(BuildBatch(batch, make, sink).status().code(), code);
  }
}

}  // namespace
}  // namespace vigie::index
