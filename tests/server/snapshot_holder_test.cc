#include "server/snapshot_holder.h"

#include <gtest/gtest.h>

#include <chrono>
#include <map>
#include <memory>
#include <utility>
#include <vector>

#include "tests/server/fake_snapshot.h"

namespace vigie::server {
namespace {

// A directory and a clock that the test turns by hand.
class SnapshotHolderTest : public ::testing::Test {
 protected:
  SnapshotHolder MakeHolder(const SnapshotHolder::Retention& retention = {}) {
    SnapshotHolder::Source source;
    source.published = [this]() -> Result<uint64_t> { return published_; };
    source.open = [this]() -> Result<SnapshotHolder::Pointer> {
      if (!open_error_.ok()) return open_error_;
      SnapshotHolder::Pointer opened =
          std::make_shared<FakeSnapshot>(published_);
      seen_[published_] = opened;
      return opened;
    };
    source.files = [this](uint64_t revision) -> Result<std::vector<IndexFile>> {
      if (!files_error_.ok()) return files_error_;
      return files_[revision];
    };
    source.now = [this] { return now_; };
    return SnapshotHolder(source, retention);
  }

  static SnapshotHolder::Retention Capped(uint64_t bytes) {
    SnapshotHolder::Retention retention;
    retention.bytes = bytes;
    return retention;
  }

  // Publishes a revision with those files, and shows it.
  void Show(uint64_t revision, std::vector<IndexFile> files,
            SnapshotHolder* holder) {
    published_ = revision;
    files_[revision] = std::move(files);
    ASSERT_TRUE(holder->Refresh().ok());
  }

  // Whether the revision is still open somewhere.
  bool IsHeld(uint64_t revision) { return !seen_[revision].expired(); }

  uint64_t published_ = 1;
  Status open_error_;
  Status files_error_;
  std::map<uint64_t, std::vector<IndexFile>> files_;
  SnapshotHolder::Clock::time_point now_;
  std::map<uint64_t, std::weak_ptr<const Snapshot>> seen_;
};

TEST_F(SnapshotHolderTest, IsNotReadyBeforeTheFirstRevision) {
  const SnapshotHolder holder = MakeHolder();
  for (const Status& status :
       {holder.Current(Unrestricted()).status(),
        holder.ForPageToken("", Unrestricted()).status()}) {
    EXPECT_EQ(status.code(), StatusCode::kUnavailable);
    EXPECT_EQ(status.reason(), "INDEX_NOT_READY");
  }
}

TEST_F(SnapshotHolderTest, SaysHowFarTheVerificationIs) {
  SnapshotHolder::Source source;
  auto progress = std::make_shared<SnapshotHolder::Progress>();
  source.progress = progress;
  const SnapshotHolder holder(source, {});
  EXPECT_EQ(holder.Current(Unrestricted()).status().message().find('%'),
            std::string::npos);
  progress->total = 200;
  progress->done = 50;
  EXPECT_NE(holder.Current(Unrestricted())
                .status()
                .message()
                .find("25 % of 200 bytes"),
            std::string::npos);
}

TEST_F(SnapshotHolderTest, ServesTheNewestRevision) {
  SnapshotHolder holder = MakeHolder();
  EXPECT_EQ(*holder.Refresh(), SnapshotHolder::Outcome::kReplaced);
  EXPECT_EQ((*holder.Current(Unrestricted()))->revision(), 1U);
  EXPECT_EQ(*holder.Refresh(), SnapshotHolder::Outcome::kUnchanged);
  published_ = 2;
  EXPECT_EQ(*holder.Refresh(), SnapshotHolder::Outcome::kReplaced);
  EXPECT_EQ((*holder.Current(Unrestricted()))->revision(), 2U);
}

TEST_F(SnapshotHolderTest, KeepsTheOldRevisionWhenTheNewOneIsDamaged) {
  SnapshotHolder holder = MakeHolder();
  ASSERT_TRUE(holder.Refresh().ok());
  published_ = 2;
  open_error_ = Status(StatusCode::kDataLoss, "postings: CRC32C differs");
  EXPECT_EQ(holder.Refresh().status().code(), StatusCode::kDataLoss);
  EXPECT_EQ((*holder.Current(Unrestricted()))->revision(), 1U);
}

TEST_F(SnapshotHolderTest, DropsSupersededRevisionsAfterTheirTime) {
  SnapshotHolder holder = MakeHolder();
  ASSERT_TRUE(holder.Refresh().ok());
  published_ = 2;
  ASSERT_TRUE(holder.Refresh().ok());
  now_ += std::chrono::minutes(5) - std::chrono::milliseconds(1);
  ASSERT_TRUE(holder.Refresh().ok());
  EXPECT_TRUE(IsHeld(1));
  now_ += std::chrono::milliseconds(1);
  ASSERT_TRUE(holder.Refresh().ok());
  EXPECT_FALSE(IsHeld(1));
  EXPECT_TRUE(IsHeld(2));
}

TEST_F(SnapshotHolderTest, KeepsAtMostFourSupersededRevisions) {
  SnapshotHolder holder = MakeHolder();
  for (published_ = 1; published_ <= 6; ++published_) {
    ASSERT_TRUE(holder.Refresh().ok());
  }
  EXPECT_FALSE(IsHeld(1));
  for (uint64_t revision = 2; revision <= 6; ++revision) {
    EXPECT_TRUE(IsHeld(revision)) << revision;
  }
}

TEST_F(SnapshotHolderTest, CountsOnceWhatOnlySupersededRevisionsNeed) {
  SnapshotHolder holder = MakeHolder(Capped(0));
  Show(1, {{"a", 100}, {"b", 10}}, &holder);
  EXPECT_EQ(holder.pinned().revisions, 0U);
  EXPECT_EQ(holder.pinned().bytes, 0U);
  Show(2, {{"a", 100}, {"b", 10}, {"c", 3}}, &holder);
  EXPECT_EQ(holder.pinned().revisions, 1U);
  EXPECT_EQ(holder.pinned().bytes, 0U);
  Show(3, {{"a", 100}, {"d", 13}}, &holder);
  EXPECT_EQ(holder.pinned().revisions, 2U);
  EXPECT_EQ(holder.pinned().bytes, 13U);  // b once, and c
  now_ += std::chrono::minutes(5);
  ASSERT_TRUE(holder.Refresh().ok());
  EXPECT_EQ(holder.pinned().revisions, 0U);
  EXPECT_EQ(holder.pinned().bytes, 0U);
}

TEST_F(SnapshotHolderTest, DropsTheOldestUntilTheCapIsKept) {
  struct {
    uint64_t cap;
    uint64_t oldest_held;  // of the revisions 1, 2, 3 and, in service, 4
    uint64_t bytes;
  } rows[] = {{0, 1, 60},  {60, 1, 60}, {59, 2, 50}, {50, 2, 50},
              {49, 3, 30}, {30, 3, 30}, {29, 4, 0},  {1, 4, 0}};
  for (const auto& row : rows) {
    SCOPED_TRACE(row.cap);
    SnapshotHolder holder = MakeHolder(Capped(row.cap));
    Show(1, {{"s", 1'000}, {"1", 10}}, &holder);
    Show(2, {{"s", 1'000}, {"2", 20}}, &holder);
    Show(3, {{"s", 1'000}, {"3", 30}}, &holder);
    Show(4, {{"s", 1'000}, {"4", 40}}, &holder);
    for (uint64_t revision = 1; revision <= 4; ++revision) {
      const bool held = revision >= row.oldest_held;
      EXPECT_EQ(IsHeld(revision), held) << revision;
      EXPECT_EQ(holder.ForRevision(revision, Unrestricted()).status().reason(),
                held ? "" : "REVISION_EXPIRED");
    }
    EXPECT_EQ(holder.pinned().revisions, 4 - row.oldest_held);
    EXPECT_EQ(holder.pinned().bytes, row.bytes);
    EXPECT_EQ(holder.pinned().cap_bytes, row.cap);
  }
}

TEST_F(SnapshotHolderTest, DropsARevisionOnceAMergeMakesItDear) {
  SnapshotHolder holder = MakeHolder(Capped(100));
  Show(1, {{"a", 90}, {"b", 20}}, &holder);
  Show(2, {{"a", 90}, {"b", 20}, {"c", 5}}, &holder);
  EXPECT_EQ(holder.pinned().revisions, 1U);
  Show(3, {{"abc", 115}}, &holder);
  EXPECT_EQ(holder.pinned().revisions, 0U);
  EXPECT_FALSE(IsHeld(1));
  EXPECT_FALSE(IsHeld(2));
}

TEST_F(SnapshotHolderTest, KeepsTheOldRevisionWhenTheFilesOfTheNewAreUnknown) {
  SnapshotHolder holder = MakeHolder();
  ASSERT_TRUE(holder.Refresh().ok());
  published_ = 2;
  files_error_ = Status(StatusCode::kDataLoss, "manifest-2: CRC32C differs");
  EXPECT_EQ(holder.Refresh().status().code(), StatusCode::kDataLoss);
  EXPECT_EQ((*holder.Current(Unrestricted()))->revision(), 1U);
  EXPECT_EQ(holder.pinned().revisions, 0U);
}

TEST_F(SnapshotHolderTest, KeepsWhatACallStillReads) {
  SnapshotHolder holder = MakeHolder({std::chrono::milliseconds(0), 0});
  ASSERT_TRUE(holder.Refresh().ok());
  const SnapshotHolder::Pointer pinned = *holder.Current(Unrestricted());
  published_ = 2;
  ASSERT_TRUE(holder.Refresh().ok());
  EXPECT_TRUE(IsHeld(1));
  EXPECT_EQ(pinned->revision(), 1U);
}

TEST_F(SnapshotHolderTest, RefusesATokenThatIsNone) {
  SnapshotHolder holder = MakeHolder();
  ASSERT_TRUE(holder.Refresh().ok());
  EXPECT_EQ(holder.ForPageToken("!", Unrestricted()).status().code(),
            StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace vigie::server
