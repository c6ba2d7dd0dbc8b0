#include "indexer/folder_watch.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <thread>

#include "tests/indexer/scratch_folder.h"

namespace vigie::indexer {
namespace {

using std::chrono::milliseconds;
using testing::ElementsAre;
using testing::IsEmpty;

std::unique_ptr<FolderWatch> Watch(const ScratchFolder& folder,
                                   size_t max_pending = 100) {
  Result<std::unique_ptr<FolderWatch>> watch =
      FolderWatch::Open(folder.root(), {milliseconds(5), max_pending});
  EXPECT_TRUE(watch.ok()) << watch.status().message();
  return *std::move(watch);
}

// The names of the next `count` files, in whatever portions they come.
std::set<std::string> NextFiles(FolderWatch* watch, size_t count) {
  std::set<std::string> names;
  while (names.size() < count) {
    const Result<FolderChanges> changes = watch->Wait();
    EXPECT_TRUE(changes.ok());
    if (!changes.ok() || changes->stopped) break;
    for (const std::string& file : changes->files) {
      names.insert(std::filesystem::path(file).filename().string());
    }
  }
  return names;
}

TEST(FolderWatch, GivesFilesThatAreWrittenOrMovedIn) {
  const ScratchFolder elsewhere;
  const ScratchFolder folder;
  folder.Write("avant.txt", "x");
  const auto watch = Watch(folder);
  folder.Write("a.txt", "x");
  std::filesystem::rename(elsewhere.Write("b.txt", "x"), folder.Path("b.txt"));
  EXPECT_THAT(NextFiles(watch.get(), 2), ElementsAre("a.txt", "b.txt"));
  folder.Write("avant.txt", "y");
  EXPECT_THAT(NextFiles(watch.get(), 1), ElementsAre("avant.txt"));
}

TEST(FolderWatch, FollowsFoldersThatAppear) {
  const ScratchFolder folder;
  const auto watch = Watch(folder);
  folder.Write("m/n/a.txt", "x");
  EXPECT_THAT(NextFiles(watch.get(), 1), ElementsAre("a.txt"));
  folder.Write("m/n/b.txt", "x");
  EXPECT_THAT(NextFiles(watch.get(), 1), ElementsAre("b.txt"));
}

TEST(FolderWatch, LeavesOutHiddenAndDeletedFiles) {
  const ScratchFolder folder;
  const auto watch = Watch(folder);
  folder.Write(".a.txt.part", "x");
  std::filesystem::remove(folder.Write("parti.txt", "x"));
  folder.Write("a.txt", "x");
  EXPECT_THAT(NextFiles(watch.get(), 1), ElementsAre("a.txt"));
}

TEST(FolderWatch, SaysWhenMoreHappensThanItHolds) {
  const ScratchFolder folder;
  const auto watch = Watch(folder, /*max_pending=*/2);
  for (const char* name : {"a.txt", "b.txt", "c.txt", "d.txt"}) {
    folder.Write(name, "x");
  }
  bool lost = false;
  while (!lost) {
    const Result<FolderChanges> changes = watch->Wait();
    ASSERT_TRUE(changes.ok());
    lost = changes->lost;
  }
}

TEST(FolderWatch, StopsBeforeAndWhileItWaits) {
  const ScratchFolder folder;
  const auto watch = Watch(folder);
  watch->Stop();
  EXPECT_TRUE(watch->Wait()->stopped);
  std::thread stopper([&] { watch->Stop(); });
  EXPECT_TRUE(watch->Wait()->stopped);
  stopper.join();
}

TEST(FolderWatch, NeedsAFolder) {
  const ScratchFolder folder;
  EXPECT_EQ(FolderWatch::Open(folder.Path("absent"), {}).status().code(),
            StatusCode::kNotFound);
  EXPECT_FALSE(FolderWatch::Open(folder.Write("a.txt", "x"), {}).ok());
}

}  // namespace
}  // namespace vigie::indexer
