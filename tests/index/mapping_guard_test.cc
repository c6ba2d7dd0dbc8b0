#include "index/mapping_guard.h"

#include <gtest/gtest.h>
#include <signal.h>  // NOLINT(modernize-deprecated-headers): SIGBUS

#include <filesystem>
#include <string>

#include "index/segment_builder.h"
#include "index/verified_file.h"
#include "tests/index/press.h"
#include "tests/index/segment_text.h"
#include "tests/index/status_matchers.h"
#include "tests/index/temporary_directory.h"
#include "vigie/snapshot.h"

namespace vigie::index {
namespace {

using ::vigie::testing::FailsWith;
using ::vigie::testing::IsOk;
using ::vigie::testing::MakeArticle;
using ::vigie::testing::ShippedRecognizer;

class MappingGuardTest : public testing::TemporaryDirectoryTest {
 protected:
  Mapping Map(const std::string& name, size_t bytes) {
    testing::WriteBytes(path(name), std::string(bytes, 'x'));
    Result<FileDescriptor> file = OpenForReading(path(name));
    EXPECT_THAT(file, IsOk());
    Result<Mapping> mapping = Mapping::Map(*file, bytes, path(name));
    EXPECT_THAT(mapping, IsOk());
    return *std::move(mapping);
  }
};

constexpr size_t kBytes = 64 << 10;

TEST_F(MappingGuardTest, GivesZerosForWhatWasCutOff) {
  const Mapping mapping = Map("cut", kBytes);
  EXPECT_FALSE(mapping.damaged());
  std::filesystem::resize_file(path("cut"), 4096);
  EXPECT_EQ(mapping.bytes()[100], 'x');
  EXPECT_FALSE(mapping.damaged());
  EXPECT_EQ(mapping.bytes()[kBytes - 1], '\0');
  EXPECT_TRUE(mapping.damaged());
  EXPECT_EQ(mapping.bytes()[100], 'x');
}

TEST_F(MappingGuardTest, TellsMappingsApart) {
  const Mapping whole = Map("whole", kBytes);
  const Mapping cut = Map("cut", kBytes);
  std::filesystem::resize_file(path("cut"), 0);
  EXPECT_EQ(cut.bytes()[0], '\0');
  EXPECT_TRUE(cut.damaged());
  EXPECT_EQ(whole.bytes()[kBytes - 1], 'x');
  EXPECT_FALSE(whole.damaged());
}

TEST_F(MappingGuardTest, FollowsItsMapping) {
  Mapping first = Map("first", kBytes);
  Mapping moved = std::move(first);
  std::filesystem::resize_file(path("first"), 0);
  EXPECT_EQ(moved.bytes()[0], '\0');
  EXPECT_TRUE(moved.damaged());
  EXPECT_FALSE(first.damaged());  // NOLINT(bugprone-use-after-move)
  moved = Map("second", kBytes);
  EXPECT_FALSE(moved.damaged());
}

TEST_F(MappingGuardTest, LeavesOtherFaultsAlone) {
  const Mapping guarded = Map("guarded", kBytes);
  EXPECT_DEATH(::raise(SIGBUS), "");
}

// Whatever is cut off, reading stays within the mapping and says so.
TEST_F(MappingGuardTest, ASegmentIsReadWithoutACrashWhereverItIsCut) {
  const Result<SegmentRecord> record =
      BuildSegment(path(""), "seg-1", *ShippedRecognizer(),
                   {200, [](uint64_t i) -> Result<Article> {
                      return MakeArticle(static_cast<int>(i));
                    }});
  ASSERT_THAT(record, IsOk());
  const std::string whole = testing::ReadBytes(path("seg-1/columns.bin"));
  for (size_t cut = 0; cut < whole.size(); cut += 4096) {
    testing::WriteBytes(path("seg-1/columns.bin"), whole);
    const auto segment = Segment::Open(path(""), *record);
    ASSERT_THAT(segment, IsOk());
    EXPECT_THAT((*segment)->CheckIntact(), IsOk());
    std::filesystem::resize_file(path("seg-1/columns.bin"), cut);
    EXPECT_FALSE(testing::TextOfDocuments(**segment).empty());
    EXPECT_THAT((*segment)->CheckIntact(),
                FailsWith(StatusCode::kDataLoss, "columns.bin was cut"));
  }
}

TEST_F(MappingGuardTest, ASnapshotAnswersDataLoss) {
  testing::Publish(path("index"), 1, 300);
  const auto snapshot = Snapshot::Open(path("index"));
  ASSERT_THAT(snapshot, IsOk());
  std::filesystem::resize_file(path("index/seg-1/columns.bin"), 0);
  SearchRequest request;
  request.query = "\"puces à Paris\"";
  EXPECT_THAT((*snapshot)->Search(request),
              FailsWith(StatusCode::kDataLoss, "columns.bin was cut"));
  EXPECT_THAT((*snapshot)->GetArticle("article-1"),
              FailsWith(StatusCode::kDataLoss, "columns.bin was cut"));
}

}  // namespace
}  // namespace vigie::index
