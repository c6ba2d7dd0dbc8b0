// Revisions that have the same segments map and read them once.
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <string>
#include <thread>
#include <vector>

#include "index/open_index.h"
#include "tests/index/press.h"
#include "tests/index/segment_text.h"
#include "tests/index/status_matchers.h"
#include "tests/index/temporary_directory.h"

namespace vigie::index {
namespace {

using ::vigie::testing::FailsWith;
using ::vigie::testing::IsOk;
using ::vigie::testing::LiveIds;
using ::vigie::testing::OpenWriter;
using ::vigie::testing::Publish;
using ::vigie::testing::TextOfDocuments;

class HeldContentsTest : public testing::TemporaryDirectoryTest {
 protected:
  std::string ColumnsOf(const OpenedIndex& opened) const {
    return path("index/" + opened.segments.front()->record().columns.path);
  }
};

TEST_F(HeldContentsTest, TheSameFilesAreReadOnceWhileSomebodyHoldsThem) {
  Publish(path("index"), 1, 5);
  const Result<OpenedIndex> first = OpenIndex(path("index"));
  const Result<OpenedIndex> second = OpenIndex(path("index"));
  ASSERT_THAT(first, IsOk());
  ASSERT_THAT(second, IsOk());
  ASSERT_EQ(first->segments.size(), 1U);
  EXPECT_NE(first->segments[0], second->segments[0]);
  EXPECT_EQ(first->segments[0]->columns(), second->segments[0]->columns());
}

TEST_F(HeldContentsTest, EachRevisionHasItsOwnTombstones) {
  Publish(path("index"), 1, 3);
  const Result<OpenedIndex> before = OpenIndex(path("index"));
  auto writer = OpenWriter(path("index"));
  ASSERT_THAT(writer->Delete("article-2", 0), IsOk());
  ASSERT_THAT(writer->Commit(), IsOk());
  const Result<OpenedIndex> after = OpenIndex(path("index"));
  ASSERT_THAT(after, IsOk());
  EXPECT_EQ(before->segments[0]->columns(), after->segments[0]->columns());
  EXPECT_EQ(LiveIds(*before), "article-1 article-2 article-3");
  EXPECT_EQ(LiveIds(*after), "article-1 article-3");
}

TEST_F(HeldContentsTest, TheyOutliveTheRevisionThatReadThem) {
  Publish(path("index"), 1, 3);
  Result<OpenedIndex> first = OpenIndex(path("index"));
  ASSERT_THAT(first, IsOk());
  const std::string text = TextOfDocuments(*first->segments[0]);
  const Result<OpenedIndex> second = OpenIndex(path("index"));
  first = Status(StatusCode::kUnavailable, "closed");
  ASSERT_THAT(second, IsOk());
  EXPECT_EQ(TextOfDocuments(*second->segments[0]), text);
}

TEST_F(HeldContentsTest, ACopyOfTheFilesIsReadByItself) {
  Publish(path("index"), 1, 3);
  const Result<OpenedIndex> first = OpenIndex(path("index"));
  std::filesystem::copy(path("index"), path("copy"),
                        std::filesystem::copy_options::recursive);
  const Result<OpenedIndex> second = OpenIndex(path("copy"));
  ASSERT_THAT(second, IsOk());
  EXPECT_NE(first->segments[0]->columns(), second->segments[0]->columns());
  EXPECT_EQ(TextOfDocuments(*first->segments[0]),
            TextOfDocuments(*second->segments[0]));
}

TEST_F(HeldContentsTest, FilesThatChangedSinceAreRefusedThoughTheyAreHeld) {
  Publish(path("index"), 1, 5);
  const Result<OpenedIndex> held = OpenIndex(path("index"));
  ASSERT_THAT(held, IsOk());
  const std::string columns = ColumnsOf(*held);
  const Result<std::string> bytes = ReadFile(columns, 1 << 24);
  ASSERT_THAT(bytes, IsOk());
  std::string changed = *bytes;
  changed[changed.size() / 2] ^= 1;
  testing::WriteBytes(columns, changed);
  EXPECT_THAT(OpenIndex(path("index")),
              FailsWith(StatusCode::kDataLoss, columns));
}

TEST_F(HeldContentsTest, DamagedTombstonesAreFoundThoughTheRestIsHeld) {
  Publish(path("index"), 1, 3);
  const Result<OpenedIndex> held = OpenIndex(path("index"));
  auto writer = OpenWriter(path("index"));
  ASSERT_THAT(writer->Delete("article-2", 0), IsOk());
  ASSERT_THAT(writer->Commit(), IsOk());
  const std::string tombstones = path(
      "index/" +
      OpenIndex(path("index"))->segments.front()->record().tombstones.path);
  Result<std::string> bytes = ReadFile(tombstones, 1 << 16);
  ASSERT_THAT(bytes, IsOk());
  bytes->back() ^= 1;
  testing::WriteBytes(tombstones, *bytes);
  EXPECT_THAT(OpenIndex(path("index")),
              FailsWith(StatusCode::kDataLoss, tombstones));
  EXPECT_EQ(LiveIds(*held), "article-1 article-2 article-3");
}

TEST_F(HeldContentsTest, DamagedOnesAreNotHandedOn) {
  Publish(path("index"), 1, 5);
  const Result<OpenedIndex> held = OpenIndex(path("index"));
  ASSERT_THAT(held, IsOk());
  const std::string columns = ColumnsOf(*held);
  const Result<std::string> bytes = ReadFile(columns, 1 << 24);
  ASSERT_THAT(bytes, IsOk());
  // The same file, cut while it is read and whole again later.
  ASSERT_EQ(::truncate(columns.c_str(), 0), 0);
  TextOfDocuments(*held->segments[0]);
  ASSERT_FALSE(held->segments[0]->CheckIntact().ok());
  testing::WriteBytes(columns, *bytes);
  const Result<OpenedIndex> again = OpenIndex(path("index"));
  ASSERT_THAT(again, IsOk());
  EXPECT_NE(held->segments[0]->columns(), again->segments[0]->columns());
  EXPECT_THAT(again->segments[0]->CheckIntact(), IsOk());
  EXPECT_FALSE(held->segments[0]->CheckIntact().ok());
}

TEST_F(HeldContentsTest, ManyMayOpenAndCloseAtOnce) {
  Publish(path("index"), 1, 5);
  const std::string text =
      TextOfDocuments(*OpenIndex(path("index"))->segments[0]);
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      for (int times = 0; times < 20; ++times) {
        const Result<OpenedIndex> opened = OpenIndex(path("index"));
        ASSERT_THAT(opened, IsOk());
        ASSERT_EQ(TextOfDocuments(*opened->segments[0]), text);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
}

}  // namespace
}  // namespace vigie::index
