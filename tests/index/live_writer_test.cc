#include "vigie/live_writer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <vector>

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
using ::vigie::testing::FailsWith;
using ::vigie::testing::FindArticle;
using ::vigie::testing::IsOk;
using ::vigie::testing::LiveIds;
using ::vigie::testing::MakeArticle;
using ::vigie::testing::OpenWriter;
using ::vigie::testing::Publish;
using ::vigie::testing::ReadTree;

using LiveWriterTest = testing::TemporaryDirectoryTest;

std::unique_ptr<LiveWriter> OpenLive(const std::string& directory,
                                     LiveOptions options = {}) {
  options.group_interval = std::chrono::microseconds(100);
  Result<std::unique_ptr<LiveWriter>> writer =
      LiveWriter::Open(directory, options);
  EXPECT_THAT(writer, IsOk());
  return writer.ok() ? *std::move(writer) : nullptr;
}

Article Versioned(int number, uint64_t version) {
  Article article = MakeArticle(number, "Sujet" + std::to_string(version));
  article.version = version;
  return article;
}

Status PutOne(LiveWriter* writer, const Article& article,
              Wait wait = Wait::kDurable) {
  return writer->Put({article}, wait).front().status;
}

TEST_F(LiveWriterTest, WhatIsVisibleIsFoundByOthers) {
  auto writer = OpenLive(path("index"));
  const std::vector<WriteOutcome> outcomes =
      writer->Put({MakeArticle(1), MakeArticle(2)}, Wait::kVisible);
  ASSERT_EQ(outcomes.size(), 2U);
  EXPECT_THAT(outcomes[0].status, IsOk());
  EXPECT_EQ(outcomes[0].sequence, 1U);
  EXPECT_EQ(outcomes[1].sequence, 2U);
  const Result<OpenedIndex> opened = OpenIndex(path("index"));
  EXPECT_EQ(LiveIds(*opened), "article-1 article-2");
  EXPECT_EQ(opened->manifest.applied_sequence, 2U);
}

TEST_F(LiveWriterTest, AFaultyArticleIsRefusedAlone) {
  auto writer = OpenLive(path("index"));
  Article faulty = MakeArticle(2);
  faulty.id.clear();
  const std::vector<WriteOutcome> outcomes =
      writer->Put({MakeArticle(1), faulty, MakeArticle(3)}, Wait::kVisible);
  EXPECT_THAT(outcomes[0].status, IsOk());
  EXPECT_EQ(outcomes[1].status.code(), StatusCode::kInvalidArgument);
  EXPECT_EQ(outcomes[1].sequence, 0U);
  EXPECT_THAT(outcomes[2].status, IsOk());
  EXPECT_EQ(LiveIds(*OpenIndex(path("index"))), "article-1 article-3");
  EXPECT_THAT(writer->Put({}, Wait::kVisible), IsEmpty());
}

TEST_F(LiveWriterTest, WritesAndDeletionsAreAppliedInTheirOrder) {
  auto writer = OpenLive(path("index"));
  Article faulty = MakeArticle(3);
  faulty.id.clear();
  const std::string first = MakeArticle(1).id;
  const std::vector<WriteOutcome> outcomes = writer->Apply(
      {Deletion{first}, MakeArticle(1), Deletion{first}, MakeArticle(2), faulty,
       Deletion{first}, Versioned(4, 7), Deletion{Versioned(4, 7).id, 6}},
      Wait::kVisible);
  const std::vector<StatusCode> want = {StatusCode::kNotFound,
                                        StatusCode::kOk,
                                        StatusCode::kOk,
                                        StatusCode::kOk,
                                        StatusCode::kInvalidArgument,
                                        StatusCode::kNotFound,
                                        StatusCode::kOk,
                                        StatusCode::kFailedPrecondition};
  ASSERT_EQ(outcomes.size(), want.size());
  uint64_t sequence = 0;
  for (size_t i = 0; i < want.size(); ++i) {
    EXPECT_EQ(outcomes[i].status.code(), want[i]) << i;
    if (want[i] == StatusCode::kOk) ++sequence;
    EXPECT_EQ(outcomes[i].sequence, want[i] == StatusCode::kOk ? sequence : 0);
  }
  EXPECT_EQ(LiveIds(*OpenIndex(path("index"))), "article-2 article-4");
}

TEST_F(LiveWriterTest, WritesOfSomeSourcesTouchNoOthers) {
  const auto of = [](int number, const std::string& source) {
    Article article = MakeArticle(number);
    article.source = source;
    return article;
  };
  const SourceScope scope{{"AFP", "Reuters"}};
  auto writer = OpenLive(path("index"));
  const std::string ours = MakeArticle(1).id;
  const std::string theirs = MakeArticle(2).id;
  ASSERT_THAT(PutOne(writer.get(), of(2, "Le Monde"), Wait::kVisible), IsOk());
  // As long as writes are on their way, and again once they are visible.
  for (int i = 0; i < 2; ++i) {
    const std::vector<WriteOutcome> outcomes = writer->ApplyWithin(
        scope,
        {of(1, "AFP"), of(3, "Le Monde"), of(4, ""), of(2, "AFP"),
         Deletion{theirs}, of(1, "Reuters"), Deletion{ours}, of(1, "AFP")},
        i == 0 ? Wait::kDurable : Wait::kVisible);
    std::vector<std::string> reasons;
    reasons.reserve(outcomes.size());
    for (const WriteOutcome& outcome : outcomes) {
      reasons.push_back(outcome.status.reason());
    }
    EXPECT_THAT(reasons, ElementsAre("", "SOURCE_FORBIDDEN", "SOURCE_FORBIDDEN",
                                     "SOURCE_FORBIDDEN", "ARTICLE_NOT_FOUND",
                                     "", "", ""));
  }
  // An id that was given up may be taken.
  ASSERT_THAT(writer->Delete(theirs, 0, Wait::kDurable).status, IsOk());
  EXPECT_THAT(
      writer->ApplyWithin(scope, {of(2, "AFP")}, Wait::kVisible)[0].status,
      IsOk());
  EXPECT_EQ(LiveIds(*OpenIndex(path("index"))), "article-1 article-2");
}

TEST_F(LiveWriterTest, ClosingPublishesAndLeavesNoJournal) {
  auto writer = OpenLive(path("index"));
  for (int number = 1; number <= 5; ++number) {
    ASSERT_THAT(PutOne(writer.get(), MakeArticle(number)), IsOk());
  }
  ASSERT_THAT(writer->Delete("article-4", 0, Wait::kDurable).status, IsOk());
  writer.reset();
  EXPECT_EQ(LiveIds(*OpenIndex(path("index"))),
            "article-1 article-2 article-3 article-5");
  for (const auto& [name, bytes] : ReadTree(path("index"))) {
    EXPECT_EQ(name.find("journal/"), std::string::npos) << name;
  }
  const auto before = ReadTree(path("index"));
  OpenLive(path("index")).reset();
  EXPECT_EQ(ReadTree(path("index")), before);
}

TEST_F(LiveWriterTest, SharesTheLockWithTheOtherWriter) {
  auto writer = OpenLive(path("index"));
  const auto locked =
      FailsBecause(StatusCode::kFailedPrecondition, "INDEX_LOCKED");
  EXPECT_THAT(IndexWriter::Open(path("index"), {}), locked);
  EXPECT_THAT(LiveWriter::Open(path("index"), {}), locked);
  writer.reset();
  auto batch = OpenWriter(path("index"));
  EXPECT_THAT(LiveWriter::Open(path("index"), {}), locked);
}

TEST_F(LiveWriterTest, ALowerVersionIsStaleAlsoAfterADeletion) {
  LiveOptions unpublished;
  unpublished.publish_interval = std::chrono::hours(1);
  const auto stale =
      FailsBecause(StatusCode::kFailedPrecondition, "STALE_VERSION");
  for (const bool published : {false, true}) {
    const std::string directory = path(published ? "published" : "waiting");
    auto writer = OpenLive(directory, unpublished);
    const auto settle = [&] {
      if (!published) return;
      ASSERT_THAT(writer->Publish(), IsOk());
    };
    ASSERT_THAT(PutOne(writer.get(), Versioned(1, 5)), IsOk());
    settle();
    EXPECT_THAT(PutOne(writer.get(), Versioned(1, 4)), stale);
    EXPECT_THAT(PutOne(writer.get(), Versioned(1, 5)), IsOk());
    settle();
    EXPECT_THAT(writer->Delete("article-1", 4, Wait::kDurable).status, stale);
    EXPECT_THAT(writer->Delete("article-1", 7, Wait::kDurable).status, IsOk());
    settle();
    EXPECT_THAT(PutOne(writer.get(), Versioned(1, 6)), stale);
    writer.reset();
    writer = OpenLive(directory, unpublished);
    EXPECT_THAT(PutOne(writer.get(), Versioned(1, 6)), stale);
    EXPECT_THAT(PutOne(writer.get(), Versioned(1, 7)), IsOk());
    settle();
    // A deletion without a version keeps that of what it deletes.
    EXPECT_THAT(writer->Delete("article-1", 0, Wait::kDurable).status, IsOk());
    settle();
    EXPECT_THAT(PutOne(writer.get(), Versioned(1, 6)), stale);
    EXPECT_THAT(PutOne(writer.get(), Versioned(1, 0)), IsOk());
    writer.reset();
    EXPECT_EQ(LiveIds(*OpenIndex(directory)), "article-1");
  }
}

TEST_F(LiveWriterTest, WhatIsNotThereCannotBeDeleted) {
  auto writer = OpenLive(path("index"));
  const auto no_article =
      FailsBecause(StatusCode::kNotFound, "ARTICLE_NOT_FOUND");
  EXPECT_THAT(writer->Delete("article-1", 0, Wait::kVisible).status,
              no_article);
  ASSERT_THAT(PutOne(writer.get(), MakeArticle(1)), IsOk());
  EXPECT_THAT(writer->Delete("article-1", 0, Wait::kDurable).status, IsOk());
  EXPECT_THAT(writer->Delete("article-1", 0, Wait::kDurable).status,
              no_article);
  ASSERT_THAT(writer->Publish(), IsOk());
  EXPECT_THAT(writer->Delete("article-1", 0, Wait::kDurable).status,
              no_article);
}

TEST_F(LiveWriterTest, ErasingLeavesNoByteOfTheArticle) {
  auto writer = OpenLive(path("index"));
  Article secret = MakeArticle(2);
  secret.title = "Zorglubine secrète";
  ASSERT_THAT(PutOne(writer.get(), MakeArticle(1), Wait::kVisible), IsOk());
  ASSERT_THAT(PutOne(writer.get(), secret, Wait::kVisible), IsOk());
  secret.title += " encore";
  ASSERT_THAT(PutOne(writer.get(), secret), IsOk());
  testing::WriteBytes(path("index/dead-letter.jsonl"),
                      "{\"sequence\":1,\"id\":\"article-2\"}\n"
                      "{\"sequence\":2,\"id\":\"article-3\"}\n");
  const Result<EraseReport> report = writer->Erase("article-2");
  ASSERT_THAT(report, IsOk());
  EXPECT_GE(report->copies, 1U);
  for (const auto& [name, bytes] : ReadTree(path("index"))) {
    for (const char* trace : {"article-2", "Zorglubine", "zorglubin"}) {
      EXPECT_EQ(bytes.find(trace), std::string::npos) << name;
    }
  }
  EXPECT_EQ(testing::ReadBytes(path("index/dead-letter.jsonl")),
            "{\"sequence\":2,\"id\":\"article-3\"}\n");
  // Its version is forgotten: it may come back as a new article.
  EXPECT_THAT(PutOne(writer.get(), Versioned(2, 1), Wait::kVisible), IsOk());
  EXPECT_EQ(LiveIds(*OpenIndex(path("index"))), "article-1 article-2");
}

TEST_F(LiveWriterTest, CompactingLeavesOneSegment) {
  auto writer = OpenLive(path("index"));
  for (int number = 1; number <= 4; ++number) {
    ASSERT_THAT(PutOne(writer.get(), MakeArticle(number)), IsOk());
    ASSERT_THAT(writer->Publish(), IsOk());
  }
  ASSERT_THAT(writer->Delete("article-3", 0, Wait::kDurable).status, IsOk());
  ASSERT_THAT(writer->Compact(), IsOk());
  const LiveStatus status = writer->GetStatus();
  EXPECT_EQ(status.segments, 1U);
  EXPECT_EQ(status.durable_sequence, 5U);
  EXPECT_EQ(status.applied_sequence, 5U);
  EXPECT_EQ(status.journal_bytes, 0U);
  const Result<OpenedIndex> opened = OpenIndex(path("index"));
  EXPECT_EQ(opened->manifest.segments[0].tombstone_count, 0U);
  EXPECT_EQ(LiveIds(*opened), "article-1 article-2 article-4");
}

TEST_F(LiveWriterTest, MergesKeepTheSegmentsFewUntilTheyArePaused) {
  auto writer = OpenLive(path("index"));
  for (int number = 0; number < 60; ++number) {
    ASSERT_THAT(PutOne(writer.get(), MakeArticle(number % 50)), IsOk());
    ASSERT_THAT(writer->Publish(), IsOk());
    EXPECT_LE(writer->GetStatus().segments, 20U);
  }
  writer->PauseMerges(true);
  EXPECT_TRUE(writer->GetStatus().merges_paused);
  for (int number = 60; number < 85; ++number) {
    ASSERT_THAT(PutOne(writer.get(), MakeArticle(number)), IsOk());
    ASSERT_THAT(writer->Publish(), IsOk());
  }
  EXPECT_GE(writer->GetStatus().segments, 20U);
  writer->PauseMerges(false);
  writer.reset();
  EXPECT_EQ(OpenIndex(path("index"))->manifest.applied_sequence, 85U);
}

TEST_F(LiveWriterTest, ManyThreadsGetEachTheirOwnOutcome) {
  auto writer = OpenLive(path("index"));
  std::vector<std::thread> threads;
  std::vector<std::vector<uint64_t>> sequences(6);
  for (int thread = 0; thread < 6; ++thread) {
    threads.emplace_back([&, thread] {
      for (int i = 0; i < 20; ++i) {
        const auto outcome =
            writer->Put({MakeArticle(thread * 100 + i)}, Wait::kDurable);
        EXPECT_THAT(outcome[0].status, IsOk());
        sequences[static_cast<size_t>(thread)].push_back(outcome[0].sequence);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  std::vector<uint64_t> all;
  for (const std::vector<uint64_t>& of_thread : sequences) {
    EXPECT_TRUE(std::is_sorted(of_thread.begin(), of_thread.end()));
    all.insert(all.end(), of_thread.begin(), of_thread.end());
  }
  std::sort(all.begin(), all.end());
  for (size_t i = 0; i < all.size(); ++i) EXPECT_EQ(all[i], i + 1);
  ASSERT_THAT(writer->Publish(), IsOk());
  EXPECT_EQ((*Snapshot::Open(path("index")))->GetStatus().articles, 120U);
}

}  // namespace
}  // namespace vigie::index
