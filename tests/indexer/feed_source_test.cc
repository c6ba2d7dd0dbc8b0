#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "indexer/xml_formats.h"
#include "tests/indexer/source_reading.h"
#include "vigie/time.h"

namespace vigie::indexer {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::vector<SourceItem> ReadFeed(const std::string& xml) {
  return ItemsOf(MakeFeedSource(BytesOf(xml, "fil.xml")));
}

std::string Rss(const std::string& items) {
  return "<?xml version='1.0' encoding='UTF-8'?>\n<rss version='2.0' "
         "xmlns:content='http://purl.org/rss/1.0/modules/content/' "
         "xmlns:dc='http://purl.org/dc/elements/1.1/'>\n<channel>"
         "<title>Le Fil</title><link>https://f.example/</link>"
         "<language>fr-FR</language><image><title>Logo</title></image>" +
         items + "</channel></rss>";
}

TEST(FeedSource, ReadsItemsOfRss) {
  const auto items = ReadFeed(Rss(R"(
    <item><title>Le pont &amp; la gare</title>
      <link>https://www.f.example/pont?utm_source=rss</link>
      <guid>tag:1</guid><dc:creator>Anne Untel</dc:creator>
      <pubDate>Sat, 14 Mar 2026 18:05:09 +0100</pubDate>
      <category>Ville</category><description>Court.</description>
      <content:encoded><![CDATA[<p>Un &eacute;t&eacute;.</p><p>Deux.</p>]]>
      </content:encoded></item>
    <item><title>Sans lien</title><guid>tag:2</guid>
      <description>Un caf&eacute; &lt;b&gt;noir&lt;/b&gt;.</description></item>
    <item><description>Ni titre ni adresse.</description></item>)"));
  ASSERT_EQ(items.size(), 3U);
  const Article& first = *items[0].article;
  EXPECT_EQ(first.id, "https://f.example/pont");
  EXPECT_EQ(first.title, "Le pont & la gare");
  EXPECT_EQ(first.text, "Un été.\n\nDeux.");
  EXPECT_EQ(first.source, "Le Fil");
  EXPECT_EQ(first.section, "Ville");
  EXPECT_EQ(first.language, "fr-FR");
  EXPECT_THAT(first.authors, ElementsAre("Anne Untel"));
  EXPECT_EQ(FormatPublicationTime(*first.published_at),
            "2026-03-14T18:05:09+01:00");
  EXPECT_EQ(items[1].article->id, "tag:2");
  EXPECT_EQ(items[1].article->text, "Un café noir.");
  EXPECT_EQ(items[2].article->id, "fil.xml#3");
  EXPECT_GT(items[2].place.line, 5U);
}

TEST(FeedSource, ReadsEntriesOfAtom) {
  const auto items = ReadFeed(R"(<feed xmlns='http://www.w3.org/2005/Atom'
      xml:lang='fr'><title>Le Fil</title><updated>2026-03-15</updated>
    <entry><title type='html'>Le &lt;i&gt;pont&lt;/i&gt;</title><id>urn:1</id>
      <link rel='self' href='https://f.example/api/1'/>
      <link href='https://f.example/pont'/>
      <author><name>Anne Untel</name><email>a@f.example</email></author>
      <category term='ville'/><published>2026-03-14T18:05:09Z</published>
      <updated>2026-03-15T08:00:00Z</updated>
      <content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>
        <p>Un.</p><p>Deux.</p></div></content></entry></feed>)");
  ASSERT_EQ(items.size(), 1U);
  ASSERT_TRUE(items[0].article.has_value()) << items[0].rejection.message();
  const Article& article = *items[0].article;
  EXPECT_EQ(article.id, "https://f.example/pont");
  EXPECT_EQ(article.title, "Le pont");
  EXPECT_EQ(article.text, "Un.\n\nDeux.");
  EXPECT_EQ(article.source, "Le Fil");
  EXPECT_EQ(article.section, "ville");
  EXPECT_EQ(article.language, "fr");
  EXPECT_THAT(article.authors, ElementsAre("Anne Untel"));
  EXPECT_TRUE(article.updated_at.has_value());
}

TEST(FeedSource, ReadsOtherCharacterSets) {
  const auto items = ReadFeed(
      "<?xml version='1.0' encoding='ISO-8859-1'?><rss><channel><item><title>"
      "Un \xE9t\xE9</title></item></channel></rss>");
  ASSERT_EQ(items.size(), 1U);
  EXPECT_EQ(items[0].article->title, "Un été");
  EXPECT_EQ(items[0].charset, "windows-1252 (declared)");
}

TEST(FeedSource, KeepsTheItemsBeforeAFault) {
  const auto items =
      ReadFeed(Rss("<item><title>Un</title></item><item><title>Deux</item>"));
  ASSERT_EQ(items.size(), 2U);
  EXPECT_EQ(items[0].article->title, "Un");
  EXPECT_EQ(items[1].rejection.reason(), "BAD_XML");
  EXPECT_THAT(items[1].rejection.message(), HasSubstr("line 3"));
  EXPECT_THAT(items[1].rejection.message(), HasSubstr("byte"));
}

TEST(FeedSource, RejectsItemsWithoutTextAlone) {
  const auto items =
      ReadFeed(Rss("<item><guid>1</guid></item><item><title>Un</title>"
                   "<pubDate>hier</pubDate></item>"));
  ASSERT_EQ(items.size(), 2U);
  EXPECT_EQ(items[0].rejection.reason(), "EMPTY_ARTICLE");
  EXPECT_EQ(items[1].repairs[0].reason(), "REPAIRED_DATE");
}

TEST(FeedSource, RefusesEntitiesAndDepth) {
  std::string deep;
  for (int i = 0; i < 5000; ++i) deep += "<a>";
  std::string wide = "<rss";
  for (int i = 0; i < 5000; ++i) wide += " a" + std::to_string(i) + "='1'";
  std::string laughs = "<!DOCTYPE rss [<!ENTITY a 'ha'>";
  for (char c = 'b'; c < 'k'; ++c) {
    laughs += std::string("<!ENTITY ") + c + " '";
    for (int i = 0; i < 10; ++i) {
      laughs += std::string("&") + static_cast<char>(c - 1) + ";";
    }
    laughs += "'>";
  }
  struct Row {
    std::string xml;
    const char* reason;
  };
  for (const Row& row : {
           Row{laughs + "]><rss><channel><item><title>&j;</title></item>"
                        "</channel></rss>",
               "BAD_XML"},
           Row{"<!DOCTYPE rss [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><rss>"
               "<channel><item><title>&x;</title></item></channel></rss>",
               "BAD_XML"},
           Row{"<rss><channel><item><title>&inconnue;</title></item></channel>"
               "</rss>",
               "BAD_XML"},
           Row{"<rss>" + deep, "BAD_XML"},
           Row{wide + "/>", "TOO_DEEP"},
           Row{"", "BAD_XML"},
           Row{"<rss><channel/></rss>", "EMPTY_FILE"},
           Row{std::string(kMaxXmlBytes + 1, ' '), "TOO_LARGE"},
       }) {
    const auto items = ReadFeed(row.xml);
    ASSERT_EQ(items.size(), 1U) << row.xml.substr(0, 60);
    EXPECT_EQ(items[0].rejection.reason(), row.reason) << row.xml.substr(0, 60);
  }
}

TEST(FeedSource, PassesOverADocumentTypeThatDeclaresNothing) {
  const auto items = ReadFeed(
      "<!DOCTYPE rss SYSTEM 'http://127.0.0.1:1/rss.dtd'><rss><channel><item>"
      "<title>Caf&eacute;</title></item></channel></rss>");
  ASSERT_EQ(items.size(), 1U);
  ASSERT_TRUE(items[0].article.has_value()) << items[0].rejection.message();
  EXPECT_EQ(items[0].article->title, "Café");
}

}  // namespace
}  // namespace vigie::indexer
