#include "indexer/warc_source.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "indexer/archive_source.h"
#include "tests/indexer/packing.h"
#include "tests/indexer/source_reading.h"

namespace vigie::indexer {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Pair;

const char kPage[] =
    "<html><h1>Un pont</h1><p>Le conseil a voté mardi soir la rénovation du "
    "pont, qui doit durer deux ans et coûter cher.</p></html>";

std::string Record(const std::string& type, const std::string& block,
                   const std::string& url = "https://www.x.example/pont?a=1") {
  return "WARC/1.1\r\nWARC-Type: " + type + "\r\nWARC-Target-URI: " + url +
         "\r\nContent-Length: " + std::to_string(block.size()) + "\r\n\r\n" +
         block + "\r\n\r\n";
}

std::string Http(const std::string& body,
                 const std::string& headers = "Content-Type: text/html\r\n") {
  return "HTTP/1.1 200 OK\r\n" + headers + "\r\n" + body;
}

std::unique_ptr<ArticleSource> SourceOf(std::string bytes) {
  return MakeWarcSource(BytesOf(std::move(bytes), "crawl.warc"), {}, 0);
}

std::vector<std::string> IdsOf(const std::vector<SourceItem>& items) {
  std::vector<std::string> ids;
  for (const SourceItem& item : items) {
    ids.push_back(item.article ? item.article->id : item.rejection.reason());
  }
  return ids;
}

TEST(WarcSource, ReadsPagesAndCountsOtherRecords) {
  const auto source = SourceOf(
      Record("warcinfo", "software: x") + Record("request", "GET / HTTP/1.1") +
      Record("response", Http(kPage)) + Record("revisit", "HTTP/1.1 304\r\n") +
      Record("response", Http("\x89PNG", "Content-Type: image/png\r\n")) +
      Record("response", "HTTP/1.1 404 Not Found\r\n\r\n<html>") +
      Record("resource", kPage, "<https://x.example/autre>") +
      Record("conversion", "Texte brut.", "https://x.example/brut"));
  const auto items = ItemsOf(source);
  EXPECT_THAT(IdsOf(items),
              ElementsAre("https://x.example/pont?a=1",
                          "https://x.example/autre", "https://x.example/brut"));
  EXPECT_GT(items[0].place.byte.value_or(0), 0U);
  EXPECT_THAT(source->passed_over(),
              ElementsAre(Pair("WARC record that is no page", 1),
                          Pair("WARC request", 1),
                          Pair("WARC response other than 200", 1),
                          Pair("WARC revisit", 1), Pair("WARC warcinfo", 1)));
}

TEST(WarcSource, ReadsRecordsThatAreEachCompressed) {
  std::string packed;
  for (const char* url : {"https://x.example/1", "https://x.example/2/"}) {
    packed +=
        Pack(Packing::kGzip, {{"", Record("response", Http(kPage), url)}});
  }
  EXPECT_THAT(
      IdsOf(ItemsOf(MakeArchiveSource(BytesOf(packed, "c.warc.gz"), {}, 0))),
      ElementsAre("https://x.example/1", "https://x.example/2"));
}

TEST(WarcSource, UndoesChunksAndCompressionOfBodies) {
  const std::string page = kPage;
  char size[16];
  snprintf(size, sizeof size, "%zx", page.size() - 10);
  const std::string chunked = std::string("a;x=1\r\n") + page.substr(0, 10) +
                              "\r\n" + size + "\r\n" + page.substr(10) +
                              "\r\n0\r\n\r\n";
  const std::string gzip = Pack(Packing::kGzip, {{"", page}});
  for (const std::string& block : std::vector<std::string>{
           Http(chunked,
                "Content-Type: text/html\r\nTransfer-Encoding: chunked\r\n"),
           Http(page,
                "Content-Type: text/html\r\nTransfer-Encoding: chunked\r\n"),
           Http(gzip,
                "Content-Type: text/html\r\nContent-Encoding: gzip\r\n")}) {
    const auto items = ItemsOf(SourceOf(Record("response", block)));
    ASSERT_EQ(items.size(), 1U);
    ASSERT_TRUE(items[0].article.has_value()) << items[0].rejection.message();
    EXPECT_THAT(items[0].article->text, HasSubstr("Le conseil a voté"));
    EXPECT_EQ(items[0].article->id, "https://x.example/pont?a=1");
  }
}

TEST(WarcSource, GoesOnAfterDamage) {
  const std::string good = Record("resource", kPage);
  for (const std::string& bad : std::vector<std::string>{
           "n’importe quoi\r\n", "WARC/1.0\r\nWARC-Type: response\r\n\r\n",
           "WARC/1.0\r\nContent-Length: beaucoup\r\n\r\n",
           "WARC/1.0\r\nContent-Length: 99999999999999999999\r\n\r\n",
           Record("response", "ni HTTP ni page")}) {
    std::vector<std::string> ids = IdsOf(ItemsOf(SourceOf(good + bad + good)));
    EXPECT_THAT(ids, ElementsAre("https://x.example/pont?a=1", "BAD_WARC",
                                 "https://x.example/pont?a=1"))
        << bad;
  }
}

TEST(WarcSource, SaysWhereTheFileIsCut) {
  const std::string good = Record("resource", kPage);
  const auto items = ItemsOf(SourceOf(good + good.substr(0, good.size() - 60)));
  EXPECT_THAT(IdsOf(items),
              ElementsAre("https://x.example/pont?a=1", "BAD_WARC"));
  EXPECT_EQ(items[1].place.byte, good.size());
}

TEST(WarcSource, OfNothingIsEmpty) {
  EXPECT_THAT(ItemsOf(SourceOf("")), testing::IsEmpty());
  EXPECT_THAT(ItemsOf(SourceOf("\r\n\r\n")), testing::IsEmpty());
}

}  // namespace
}  // namespace vigie::indexer
