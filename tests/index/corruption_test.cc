// Nothing damaged is ever opened: whatever bit of whatever file is wrong, the
// index is refused and the message names the file.
#include <gtest/gtest.h>

#include <random>
#include <string>

#include "index/open_index.h"
#include "tests/index/press.h"
#include "tests/index/status_matchers.h"
#include "tests/index/temporary_directory.h"

namespace vigie::index {
namespace {

using ::vigie::testing::FailsWith;
using ::vigie::testing::IsOk;
using ::vigie::testing::ReadBytes;
using ::vigie::testing::WriteBytes;

constexpr uint64_t kSeed = 20260314;

class CorruptionTest : public testing::TemporaryDirectoryTest {
 protected:
  void SetUp() override {
    TemporaryDirectoryTest::SetUp();
    testing::Publish(path("index"), 0, 9);
    // Replaces two of them: a second segment, and tombstones in the first.
    auto writer = testing::OpenWriter(path("index"));
    ASSERT_NE(writer, nullptr);
    ASSERT_THAT(writer->Add(testing::MakeArticle(3, "Nvidia")), IsOk());
    ASSERT_THAT(writer->Add(testing::MakeArticle(4, "Nvidia")), IsOk());
    ASSERT_THAT(writer->Commit(), IsOk());
    writer.reset();
    files_ = testing::ReadTree(path("index"));
    ASSERT_THAT(OpenIndex(path("index")), IsOk());
  }

  void ExpectRefused(const std::string& name, const std::string& bytes) {
    WriteBytes(path("index/" + name), bytes);
    EXPECT_THAT(OpenIndex(path("index")),
                FailsWith(StatusCode::kDataLoss, name));
  }

  void Restore(const std::string& name) {
    WriteBytes(path("index/" + name), files_.at(name));
  }

  std::map<std::string, std::string> files_;
};

TEST_F(CorruptionTest, EveryKindOfFileIsThere) {
  std::string kinds;
  for (const auto& [name, bytes] : files_) kinds += name.substr(0, 4) + " ";
  EXPECT_EQ(kinds, "CURR LOCK dict mani seg- seg- seg- seg- tomb ");
}

TEST_F(CorruptionTest, AnyFlippedBitIsRefusedAndNamed) {
  SCOPED_TRACE(kSeed);
  std::mt19937_64 random(kSeed);
  constexpr size_t kEveryBit = 2'000;  // bytes of a small file
  constexpr int kRandomBits = 300;     // of a larger one
  for (const auto& [name, sound] : files_) {
    std::string bytes = sound;
    const bool small = bytes.size() <= kEveryBit;
    const size_t flips = small ? bytes.size() * 8 : kRandomBits;
    for (size_t i = 0; i < flips; ++i) {
      const size_t bit = small ? i : random() % (bytes.size() * 8);
      bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ (1 << bit % 8));
      ExpectRefused(name, bytes);
      bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ (1 << bit % 8));
    }
    Restore(name);
  }
  EXPECT_THAT(OpenIndex(path("index")), IsOk());
}

TEST_F(CorruptionTest, AnyTruncationIsRefusedAndNamed) {
  std::mt19937_64 random(kSeed);
  for (const auto& [name, sound] : files_) {
    if (sound.empty()) continue;
    ExpectRefused(name, "");
    ExpectRefused(name, sound.substr(0, sound.size() - 1));
    for (int i = 0; i < 20; ++i) {
      ExpectRefused(name, sound.substr(0, random() % sound.size()));
    }
    Restore(name);
  }
}

TEST_F(CorruptionTest, AppendedBytesAreRefusedAndNamed) {
  for (const auto& [name, sound] : files_) {
    ExpectRefused(name, sound + '\0');
    ExpectRefused(name, sound + "\n");
    Restore(name);
  }
}

TEST_F(CorruptionTest, ZeroedPagesAreRefusedAndNamed) {
  for (const auto& [name, sound] : files_) {
    for (size_t page = 0; page < sound.size(); page += 4096) {
      std::string bytes = sound;
      for (size_t i = page; i < std::min(page + 4096, bytes.size()); ++i) {
        bytes[i] = '\0';
      }
      if (bytes != sound) ExpectRefused(name, bytes);
    }
    Restore(name);
  }
}

TEST_F(CorruptionTest, MissingFilesAreRefusedAndNamed) {
  for (const auto& [name, sound] : files_) {
    if (name == "LOCK") continue;  // a restored copy has none yet
    std::filesystem::remove(path("index/" + name));
    EXPECT_THAT(OpenIndex(path("index")),
                FailsWith(StatusCode::kDataLoss, name));
    Restore(name);
  }
  std::filesystem::remove(path("index/LOCK"));
  EXPECT_THAT(OpenIndex(path("index")), IsOk());
}

TEST_F(CorruptionTest, OtherThingsInAFilesPlaceAreRefusedAndNamed) {
  for (const auto& [name, sound] : files_) {
    if (name == "LOCK") continue;
    const std::string at = path("index/" + name);
    std::filesystem::remove(at);
    std::filesystem::create_directory(at);
    EXPECT_THAT(OpenIndex(path("index")),
                FailsWith(StatusCode::kDataLoss, name));
    std::filesystem::remove(at);
    Restore(name);
  }
}

TEST_F(CorruptionTest, TheWriterRefusesDamageToo) {
  for (const auto& [name, sound] : files_) {
    std::string bytes = sound + "x";
    WriteBytes(path("index/" + name), bytes);
    EXPECT_THAT(IndexWriter::Open(path("index"), {}),
                FailsWith(StatusCode::kDataLoss, name));
    Restore(name);
  }
  EXPECT_THAT(IndexWriter::Open(path("index"), {}), IsOk());
}

}  // namespace
}  // namespace vigie::index
