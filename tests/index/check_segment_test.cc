// What verify finds in a segment whose checksums hold.
#include "index/check_segment.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <string_view>

#include "index/columns.h"
#include "index/dense_terms.h"
#include "index/segment_builder.h"
#include "index/verified_file.h"
#include "tests/index/press.h"
#include "tests/index/status_matchers.h"
#include "tests/index/temporary_directory.h"

namespace vigie::index {
namespace {

using ::vigie::testing::FailsWith;
using ::vigie::testing::IsOk;
using ::vigie::testing::MakeArticle;
using ::vigie::testing::ReadBytes;
using ::vigie::testing::ShippedRecognizer;
using ::vigie::testing::WriteBytes;

// Enough articles for bitmaps of the words that all of them have.
class CheckSegmentTest : public testing::TemporaryDirectoryTest {
 protected:
  void SetUp() override {
    TemporaryDirectoryTest::SetUp();
    const Result<SegmentRecord> record =
        BuildSegment(path(""), "seg-1", *ShippedRecognizer(),
                     {300,
                      [](uint64_t i) -> Result<Article> {
                        Article article = MakeArticle(static_cast<int>(i));
                        // More than four bits hold, in some.
                        for (uint64_t n = 0; n < i % 20; ++n)
                          article.text += " wafers";
                        return article;
                      }},
                     {});
    ASSERT_THAT(record, IsOk());
    record_ = *record;
    bytes_ = ReadBytes(columns_path());
  }

  std::string columns_path() const { return path("seg-1/columns.bin"); }

  // With the columns as they are on disk, under their own checksum.
  std::shared_ptr<const Segment> Open() {
    const Result<FileRecord> columns =
        MeasureFile(path(""), record_.columns.path);
    EXPECT_THAT(columns, IsOk());
    SegmentRecord record = record_;
    record.columns = *columns;
    const auto segment = Segment::Open(path(""), record);
    EXPECT_THAT(segment, IsOk());
    return segment.ok() ? *segment : nullptr;
  }

  // Where an array of the list stands in the file.
  template <typename Value>
  size_t OffsetOf(const DenseList& list, const Span<Value>& array) const {
    const auto* begin = reinterpret_cast<const char*>(list.bits.data);
    const auto* end =
        reinterpret_cast<const char*>(list.large.data + list.large.size);
    const std::string_view whole(begin, static_cast<size_t>(end - begin));
    return bytes_.find(whole) +
           static_cast<size_t>(reinterpret_cast<const char*>(array.data) -
                               begin);
  }

  SegmentRecord record_;
  std::string bytes_;
};

TEST_F(CheckSegmentTest, ASealedSegmentIsWhatItMustBe) {
  const auto segment = Open();
  ASSERT_GT(segment->columns()->dense_terms().size(), 0U);
  EXPECT_THAT(CheckSegment(*segment), IsOk());
}

TEST_F(CheckSegmentTest, EveryPartOfABitmapIsComparedWithItsList) {
  const auto sealed = Open();
  const auto list = sealed->columns()->dense_terms().Find("Fwafers");
  ASSERT_TRUE(list.has_value());
  ASSERT_GT(list->large.size, 0U);
  const size_t last_wdf = (list->documents - 1) / 2;
  const struct {
    const char* part;
    size_t offset;
  } cases[] = {
      {"a document", OffsetOf(*list, list->bits)},
      {"a rank", OffsetOf(*list, list->ranks)},
      {"a bound", OffsetOf(*list, list->bounds) + list->bounds.size - 1},
      {"a wdf", OffsetOf(*list, list->small)},
      {"the last wdf", OffsetOf(*list, list->small) + last_wdf},
      {"the rank of a large wdf", OffsetOf(*list, list->large)},
      {"a large wdf", OffsetOf(*list, list->large) + sizeof(uint32_t)},
  };
  for (const auto& one : cases) {
    SCOPED_TRACE(one.part);
    std::string changed = bytes_;
    ASSERT_LT(one.offset, changed.size());
    changed[one.offset] ^= 1;
    WriteBytes(columns_path(), changed);
    EXPECT_THAT(CheckSegment(*Open()),
                FailsWith(StatusCode::kDataLoss, "frequent term"));
  }
}

TEST_F(CheckSegmentTest, AFormThatIsItsOwnStemSharesItsList) {
  const auto sealed = Open();
  const DenseTerms& terms = sealed->columns()->dense_terms();
  std::set<const uint64_t*> lists;
  for (size_t i = 0; i < terms.size(); ++i) {
    lists.insert(terms.list(i).bits.data);
  }
  EXPECT_LT(lists.size(), terms.size());
}

}  // namespace
}  // namespace vigie::index
