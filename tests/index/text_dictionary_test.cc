#include "index/text_dictionary.h"

#include <gtest/gtest.h>

#include <cstring>
#include <filesystem>
#include <random>
#include <string>

#include "index/columns.h"
#include "index/segment_builder.h"
#include "tests/index/press.h"
#include "tests/index/status_matchers.h"
#include "tests/index/temporary_directory.h"

namespace vigie::index {
namespace {

using ::vigie::testing::IsOk;
using ::vigie::testing::LongArticle;
using ::vigie::testing::ReadBytes;
using ::vigie::testing::ShippedRecognizer;

class TextDictionaryTest : public testing::TemporaryDirectoryTest {
 protected:
  // Columns of so many articles, as bytes.
  std::string Write(uint64_t articles, uint32_t threads = 1) {
    BuildOptions options;
    options.threads = threads;
    const Result<SegmentRecord> record =
        BuildSegment(path(""), "seg-1", *ShippedRecognizer(),
                     {articles,
                      [](uint64_t i) -> Result<Article> {
                        return LongArticle(static_cast<int>(i));
                      }},
                     options);
    EXPECT_THAT(record, IsOk());
    return record.ok() ? ReadBytes(path(record->columns.path)) : std::string();
  }
};

SectionEntry EntryOf(Section section, const std::string& bytes) {
  SectionEntry entry;
  std::memcpy(&entry,
              bytes.data() + sizeof(ColumnsHeader) +
                  (static_cast<size_t>(section) - 1) * sizeof(SectionEntry),
              sizeof(entry));
  return entry;
}

TEST_F(TextDictionaryTest, TextsAreReadFromTheFileAsFromItsMapping) {
  constexpr uint32_t kArticles = 250;
  const std::string bytes = Write(kArticles);
  const Result<Columns> columns = Columns::Parse(bytes, "columns.bin");
  ASSERT_THAT(columns, IsOk());
  const Result<Columns> mapped = Columns::Parse(bytes, "columns.bin");
  ASSERT_THAT(mapped, IsOk());
  const std::string copy = path("columns.bin");
  testing::WriteBytes(copy, bytes);
  const Result<FileDescriptor> file = OpenForReading(copy);
  ASSERT_THAT(file, IsOk());
  for (uint32_t doc = 0; doc < kArticles; ++doc) {
    const Result<Article> article = columns->ReadArticle(doc, &*file);
    ASSERT_THAT(article, IsOk());
    EXPECT_EQ(article->text, mapped->ReadArticle(doc)->text);
  }
  std::filesystem::resize_file(copy, 4096);
  EXPECT_THAT(
      columns->ReadArticle(7, &*file),
      testing::FailsWith(StatusCode::kDataLoss,
                         "cannot be read: a block of texts ends early"));
}

TEST_F(TextDictionaryTest, OfManyArticlesServesSmallBlocks) {
  constexpr uint32_t kArticles = 250;
  const std::string bytes = Write(kArticles);
  const Result<Columns> columns = Columns::Parse(bytes, "columns.bin");
  ASSERT_THAT(columns, IsOk());
  EXPECT_NE(columns->text_dictionary().get(), nullptr);
  EXPECT_GE(columns->text_blocks(), kArticles / 2);
  for (uint32_t i = 0; i < kArticles; ++i) {
    const uint32_t doc = i * 7 % kArticles;
    const Result<Article> article = columns->ReadArticle(doc);
    ASSERT_THAT(article, IsOk());
    EXPECT_EQ(article->text, LongArticle(static_cast<int>(doc)).text);
  }
}

TEST_F(TextDictionaryTest, PacksTheSameBytesOnAnyNumberOfThreads) {
  constexpr uint32_t kArticles = 251;
  const std::string alone = Write(kArticles, 1);
  const std::string together = Write(kArticles, 4);
  for (const Section section :
       {Section::kTexts, Section::kTextBlocks, Section::kTextDictionary}) {
    const SectionEntry one = EntryOf(section, alone);
    const SectionEntry four = EntryOf(section, together);
    ASSERT_GT(one.bytes, 0U);
    EXPECT_EQ(alone.substr(one.offset, one.bytes),
              together.substr(four.offset, four.bytes));
  }
}

TEST_F(TextDictionaryTest, OfFewArticlesIsNone) {
  const std::string bytes = Write(40);
  const Result<Columns> columns = Columns::Parse(bytes, "columns.bin");
  ASSERT_THAT(columns, IsOk());
  EXPECT_EQ(columns->text_dictionary().get(), nullptr);
  EXPECT_EQ(EntryOf(Section::kTextDictionary, bytes).bytes, 0U);
  EXPECT_LE(columns->text_blocks(), 4U);
  EXPECT_EQ(columns->ReadArticle(39)->text, LongArticle(39).text);
}

TEST_F(TextDictionaryTest, ThatIsDamagedIsReadWithinBounds) {
  const std::string sound = Write(200);
  const SectionEntry entry = EntryOf(Section::kTextDictionary, sound);
  ASSERT_GT(entry.bytes, 0U);
  std::mt19937 random(5);
  for (int round = 0; round < 400; ++round) {
    std::string bytes = sound;
    const uint64_t within = round % 2 == 0 ? 300 : entry.bytes;
    bytes[entry.offset + random() % within] = static_cast<char>(random());
    const Result<Columns> columns = Columns::Parse(bytes, "columns.bin");
    if (!columns.ok()) continue;
    for (uint32_t doc = 0; doc < columns->documents(); doc += 5) {
      const Result<Article> article = columns->ReadArticle(doc);
      if (!article.ok()) continue;
      EXPECT_GE(article->text.size(), 2'000U);
    }
  }
}

}  // namespace
}  // namespace vigie::index
