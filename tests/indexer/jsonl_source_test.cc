#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

#include "indexer/article_source.h"
#include "tests/indexer/scratch_folder.h"
#include "tests/indexer/source_reading.h"
#include "vigie/time.h"

namespace vigie::indexer {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Pair;

struct Reading {
  std::vector<SourceItem> items;
  std::map<std::string, uint64_t> ignored;
  uint64_t bytes = 0;
};

Reading ReadLines(std::string_view content) {
  const ScratchFolder folder;
  const std::string path = folder.Write("lot.jsonl", content);
  const auto source = MakeJsonLinesSource(FileOf(path, "lot.jsonl"));
  Reading reading;
  while (std::optional<SourceItem> item = source->Next()) {
    reading.items.push_back(std::move(*item));
  }
  reading.ignored = source->ignored_keys();
  reading.bytes = source->bytes_read();
  return reading;
}

SourceItem ReadLine(std::string_view line) {
  Reading reading = ReadLines(line);
  EXPECT_EQ(reading.items.size(), 1U) << line;
  return reading.items.empty() ? SourceItem() : std::move(reading.items[0]);
}

TEST(JsonLines, FillEveryFieldOfAnArticle) {
  const SourceItem item = ReadLine(
      R"({"id":"x-1","title":"Un phare","text":"La tour.\n\nLe feu.",)"
      R"("published_at":"2026-03-14","source":"La Gazette","authors":["A","B"],)"
      R"("url":"https://example.org/a","language":"fr-CA","section":"Mer"})");
  ASSERT_TRUE(item.article.has_value());
  const Article& article = *item.article;
  EXPECT_EQ(article.id, "x-1");
  EXPECT_EQ(article.title, "Un phare");
  EXPECT_EQ(article.text, "La tour.\n\nLe feu.");
  EXPECT_EQ(FormatPublicationTime(*article.published_at), "2026-03-14");
  EXPECT_EQ(article.source, "La Gazette");
  EXPECT_THAT(article.authors, ElementsAre("A", "B"));
  EXPECT_EQ(article.url, "https://example.org/a");
  EXPECT_EQ(article.language, "fr-CA");
  EXPECT_EQ(article.section, "Mer");
  EXPECT_THAT(item.repairs, IsEmpty());
  EXPECT_EQ(item.place.line, 1U);
}

TEST(JsonLines, ReadAttributesAndVersions) {
  const SourceItem item = ReadLine(
      R"({"text":"X","attributes":{"rubrique":"Mer","tags":["phare","île"]},)"
      R"("version":12,"updated_at":"2026-03-15"})");
  ASSERT_TRUE(item.article.has_value());
  EXPECT_THAT(item.article->attributes,
              ElementsAre(Attribute{"rubrique", {"Mer"}},
                          Attribute{"tags", {"phare", "île"}}));
  EXPECT_EQ(item.article->version, 12U);
  EXPECT_EQ(FormatPublicationTime(*item.article->updated_at), "2026-03-15");
}

TEST(JsonLines, RejectAttributesAndVersionsOfOtherTypes) {
  for (const char* fields :
       {R"("attributes":"Mer")", R"("attributes":{"rubrique":3})",
        R"("attributes":{"tags":["a",null]})", R"("version":"12")",
        R"("version":-1)", R"("version":1.5)"}) {
    const SourceItem item =
        ReadLine(std::string(R"({"text":"X",)") + fields + "}");
    EXPECT_FALSE(item.article.has_value()) << fields;
    EXPECT_EQ(item.rejection.reason(), "BAD_JSON_TYPE") << fields;
  }
}

TEST(JsonLines, KnowOtherNamesOfTheKeys) {
  const Reading reading = ReadLines(
      R"({"titre":"T","texte":"X","author":"A","lang":"en","date":"2026-03-14"})"
      "\n"
      R"({"id":"2","body":"X"})"
      "\n"
      R"({"id":"3","content":"X"})");
  ASSERT_EQ(reading.items.size(), 3U);
  EXPECT_EQ(reading.items[0].article->title, "T");
  EXPECT_THAT(reading.items[0].article->authors, ElementsAre("A"));
  EXPECT_EQ(reading.items[0].article->language, "en");
  EXPECT_TRUE(reading.items[0].article->published_at.has_value());
  EXPECT_EQ(reading.items[1].article->text, "X");
  EXPECT_EQ(reading.items[2].article->text, "X");
  EXPECT_THAT(reading.ignored, IsEmpty());
}

TEST(JsonLines, WithoutAnIdTakeTheUrlElseTheirLine) {
  const Reading reading = ReadLines(
      "{\"url\":\"http://www.example.org/a/?utm_id=1\",\"text\":\"a\"}\n"
      "\n"
      "{\"text\":\"b\"}\r\n"
      "{\"url\":\"papier\",\"text\":\"c\"}\n"
      "{\"id\":null,\"text\":\"d\"}\n"
      "{\"id\":\"\",\"text\":\"e\"}\n"
      "{\"id\":42,\"text\":\"f\"}");
  std::vector<std::string> ids;
  for (const SourceItem& item : reading.items) ids.push_back(item.article->id);
  EXPECT_THAT(ids,
              ElementsAre("https://example.org/a", "lot.jsonl#3", "lot.jsonl#4",
                          "lot.jsonl#5", "lot.jsonl#6", "42"));
  EXPECT_EQ(reading.items[0].article->url,
            "http://www.example.org/a/?utm_id=1");
}

TEST(JsonLines, CountKeysThatNoFieldTakes) {
  const Reading reading = ReadLines(
      "{\"id\":\"1\",\"text\":\"a\",\"chapeau\":\"x\",\"mots\":1}\n"
      "{\"id\":\"2\",\"text\":\"b\",\"chapeau\":null,\"body\":\"c\"}\n");
  EXPECT_THAT(
      reading.ignored,
      ElementsAre(Pair("body", 1U), Pair("chapeau", 2U), Pair("mots", 1U)));
}

TEST(JsonLines, ThatAreNoObjectAreRejectedByThemselves) {
  for (const char* line :
       {"{\"id\":\"x\",", "bonjour", "{\"a\":1}{\"b\":2}", "[]", "\"texte\"",
        "12", "null", "{\"text\":\"a\" \"b\"}", "{'text':'a'}",
        "{\"text\":\"a\",}", "\x01"}) {
    const SourceItem item = ReadLine(line);
    EXPECT_FALSE(item.article.has_value()) << line;
    EXPECT_EQ(item.rejection.reason(), "BAD_JSON") << line;
    EXPECT_EQ(item.rejection.code(), StatusCode::kInvalidArgument) << line;
    EXPECT_EQ(item.raw, line);
  }
  const Reading mixed = ReadLines(
      "{\"id\":\"1\",\"text\":\"a\"}\n{\n{\"id\":\"3\",\"text\":\"c\"}");
  ASSERT_EQ(mixed.items.size(), 3U);
  EXPECT_TRUE(mixed.items[0].article.has_value());
  EXPECT_EQ(mixed.items[1].place.line, 2U);
  EXPECT_FALSE(mixed.items[1].article.has_value());
  EXPECT_TRUE(mixed.items[2].article.has_value());
}

TEST(JsonLines, SayAtWhichByteTheyBreak) {
  const SourceItem item = ReadLine("{\"id\":\"x\" 1}");
  EXPECT_THAT(item.rejection.message(), HasSubstr("byte 11 "));
}

TEST(JsonLines, WithNumbersBeyondADoubleAreRejectedAlone) {
  const Reading reading = ReadLines(
      "{\"id\":\"1\",\"text\":\"a\",\"n\":1e999}\n{\"id\":\"2\",\"text\":"
      "\"b\"}");
  ASSERT_EQ(reading.items.size(), 2U);
  EXPECT_EQ(reading.items[0].rejection.reason(), "BAD_JSON");
  EXPECT_TRUE(reading.items[1].article.has_value());
}

TEST(JsonLines, NestedVeryDeeplyDoNoHarm) {
  const std::string deep =
      "{\"text\":\"a\",\"x\":" + std::string(100'000, '[') +
      std::string(100'000, ']') + "}";
  EXPECT_TRUE(ReadLine(deep).article.has_value());
  EXPECT_EQ(ReadLine(std::string(100'000, '[')).rejection.reason(), "BAD_JSON");
}

TEST(JsonLines, WithValuesOfAnotherTypeAreRejected) {
  for (const char* line : {
           R"({"id":{},"text":"a"})",
           R"({"id":1.5,"text":"a"})",
           R"({"id":true,"text":"a"})",
           R"({"id":"x","text":["a"]})",
           R"({"id":"x","title":{},"text":"a"})",
           R"({"id":"x","text":"a","authors":[1]})",
           R"({"id":"x","text":"a","authors":7})",
           R"({"id":"x","text":"a","author":{"name":"A"}})",
           R"({"id":"x","text":"a","url":false})",
           R"({"id":"x","text":"a","date":[]})",
       }) {
    const SourceItem item = ReadLine(line);
    EXPECT_FALSE(item.article.has_value()) << line;
    EXPECT_EQ(item.rejection.reason(), "BAD_JSON_TYPE") << line;
    EXPECT_EQ(item.raw, line);
  }
  EXPECT_TRUE(ReadLine(R"({"id":"x","text":"a","authors":null,"title":null})")
                  .article.has_value());
}

TEST(JsonLines, WithoutTitleAndTextAreRejected) {
  for (const char* line : {"{}", R"({"id":"x"})", R"({"text":""})",
                           R"({"title":"","text":null})"}) {
    EXPECT_EQ(ReadLine(line).rejection.reason(), "EMPTY_ARTICLE") << line;
  }
  EXPECT_TRUE(ReadLine(R"({"title":"Seul"})").article.has_value());
}

TEST(JsonLines, WithAnUnreadableDateAreIndexedWithoutOne) {
  const SourceItem item =
      ReadLine(R"({"id":"x","text":"a","published_at":"30 février"})");
  ASSERT_TRUE(item.article.has_value());
  EXPECT_FALSE(item.article->published_at.has_value());
  ASSERT_EQ(item.repairs.size(), 1U);
  EXPECT_EQ(item.repairs[0].reason(), "REPAIRED_DATE");
  EXPECT_THAT(item.repairs[0].message(), HasSubstr("30 février"));
}

TEST(JsonLines, WithEscapedControlCharactersAreRepaired) {
  const SourceItem item =
      ReadLine(R"({"id":"x","text":"a\u0000b\u001bc","title":"t\ttab"})");
  ASSERT_TRUE(item.article.has_value());
  EXPECT_EQ(item.article->text, "a b c");
  EXPECT_EQ(item.article->title, "t\ttab");
  ASSERT_EQ(item.repairs.size(), 1U);
  EXPECT_THAT(item.repairs[0].message(), HasSubstr("2 control"));
}

TEST(JsonLines, WithForeignBytesAreRepaired) {
  const Reading latin = ReadLines(
      "{\"id\":\"1\",\"text\":\"\xE9t\xE9\"}\n"
      "{\"id\":\"2\",\"text\":\"été\"}\n");
  ASSERT_EQ(latin.items.size(), 2U);
  EXPECT_EQ(latin.items[0].article->text, "été");
  ASSERT_EQ(latin.items[0].repairs.size(), 1U);
  EXPECT_THAT(latin.items[0].repairs[0].message(), HasSubstr("windows-1252"));
  EXPECT_EQ(latin.items[1].article->text, "été");
  EXPECT_THAT(latin.items[1].repairs, IsEmpty());
  EXPECT_EQ(ReadLine(R"({"id":"x","text":"\ud83d"})").rejection.reason(),
            "BAD_JSON");
}

TEST(JsonLines, StartAfterAByteOrderMark) {
  const SourceItem item = ReadLine("\xEF\xBB\xBF{\"id\":\"x\",\"text\":\"a\"}");
  ASSERT_TRUE(item.article.has_value());
  EXPECT_THAT(item.repairs, IsEmpty());
}

TEST(JsonLines, TooLongForAnyArticleAreSkippedWithTheirLine) {
  const std::string endless =
      "{\"text\":\"" + std::string(12'100'000, 'a') + "\"}\n";
  const Reading reading =
      ReadLines(endless + "{\"id\":\"2\",\"text\":\"b\"}\n");
  ASSERT_EQ(reading.items.size(), 2U);
  EXPECT_EQ(reading.items[0].rejection.reason(), "TOO_LARGE");
  EXPECT_EQ(reading.items[0].place.line, 1U);
  EXPECT_EQ(reading.items[0].raw.size(), 65'536U);
  EXPECT_EQ(reading.items[1].place.line, 2U);
  EXPECT_TRUE(reading.items[1].article.has_value());
  EXPECT_GT(reading.bytes, endless.size());
}

TEST(JsonLines, AreNoneInAnEmptyFile) {
  EXPECT_THAT(ReadLines("").items, IsEmpty());
  EXPECT_THAT(ReadLines("\n \r\n\n").items, IsEmpty());
}

TEST(JsonLines, OfAFileThatCannotBeOpenedAreOneRejection) {
  const ScratchFolder folder;
  const auto source =
      MakeJsonLinesSource(FileOf(folder.Path("absent.jsonl"), "absent.jsonl"));
  const std::optional<SourceItem> item = source->Next();
  ASSERT_TRUE(item.has_value());
  EXPECT_EQ(item->rejection.reason(), "UNREADABLE");
  EXPECT_THAT(item->rejection.message(), HasSubstr("No such file"));
  EXPECT_FALSE(source->Next().has_value());
}

}  // namespace
}  // namespace vigie::indexer
