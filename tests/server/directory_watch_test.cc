#include "server/directory_watch.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

namespace vigie::server {
namespace {

namespace fs = std::filesystem;

class DirectoryWatchTest : public ::testing::Test {
 protected:
  DirectoryWatchTest() {
    std::string name = (fs::temp_directory_path() / "watch-XXXXXX").string();
    directory_ = mkdtemp(name.data());
  }
  ~DirectoryWatchTest() override { fs::remove_all(directory_); }

  void Publish(const std::string& file) const {
    std::ofstream(directory_ / "draft") << "1\n";
    fs::rename(directory_ / "draft", directory_ / file);
  }

  fs::path directory_;
};

constexpr int kLongMs = 20'000;  // reached only by a failing test

TEST_F(DirectoryWatchTest, TellsOfAFileRenamedIntoPlace) {
  DirectoryWatch watch(directory_, "CURRENT");
  Publish("CURRENT");
  EXPECT_EQ(watch.Wait(kLongMs), DirectoryWatch::Event::kChanged);
  EXPECT_EQ(watch.Wait(0), DirectoryWatch::Event::kTimeout);
}

TEST_F(DirectoryWatchTest, IgnoresOtherFiles) {
  DirectoryWatch watch(directory_, "CURRENT");
  Publish("manifest-1");
  EXPECT_EQ(watch.Wait(0), DirectoryWatch::Event::kTimeout);
}

TEST_F(DirectoryWatchTest, TellsThatTheDirectoryIsGoneAndFindsTheNextOne) {
  DirectoryWatch watch(directory_, "CURRENT");
  fs::remove_all(directory_);
  EXPECT_EQ(watch.Wait(kLongMs), DirectoryWatch::Event::kChanged);
  fs::create_directory(directory_);
  EXPECT_EQ(watch.Wait(0), DirectoryWatch::Event::kTimeout);
  Publish("CURRENT");
  EXPECT_EQ(watch.Wait(kLongMs), DirectoryWatch::Event::kChanged);
}

TEST_F(DirectoryWatchTest, OnlyTimesOutWithoutADirectory) {
  DirectoryWatch watch("/nonexistent", "CURRENT");
  EXPECT_EQ(watch.Wait(0), DirectoryWatch::Event::kTimeout);
}

TEST_F(DirectoryWatchTest, StopsForGood) {
  DirectoryWatch watch(directory_, "CURRENT");
  watch.Stop();
  EXPECT_EQ(watch.Wait(kLongMs), DirectoryWatch::Event::kStopped);
  EXPECT_EQ(watch.Wait(kLongMs), DirectoryWatch::Event::kStopped);
}

}  // namespace
}  // namespace vigie::server
