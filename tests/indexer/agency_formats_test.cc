// NewsML-G2, NITF and ninjs: what news agencies deliver.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "indexer/ninjs_source.h"
#include "indexer/xml_formats.h"
#include "tests/indexer/source_reading.h"
#include "vigie/time.h"

namespace vigie::indexer {
namespace {

using testing::ElementsAre;

SourceItem OnlyItem(const std::unique_ptr<ArticleSource>& source) {
  auto items = ItemsOf(source);
  EXPECT_EQ(items.size(), 1U);
  return items.empty() ? SourceItem() : std::move(items[0]);
}

constexpr char kNewsMl[] = R"(<?xml version="1.0" encoding="UTF-8"?>
<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:n:1"
    version="3" xml:lang="fr">
  <itemMeta><itemClass qcode="ninat:text"/>
    <provider literal="AGENCE"><name>L’Agence</name></provider>
    <versionCreated>2026-03-14T19:00:00+01:00</versionCreated>
    <firstCreated>2026-03-14T18:05:09+01:00</firstCreated></itemMeta>
  <contentMeta><headline>Le pont rouvre</headline><by>Par Anne</by>
    <creator literal="x"><name>Anne Untel</name></creator>
    <language tag="fr-FR"/>
    <subject qcode="medtop:1"><name>Transports</name></subject></contentMeta>
  <contentSet><inlineXML contenttype="application/xhtml+xml">
    <html xmlns="http://www.w3.org/1999/xhtml"><head><title>T</title></head>
    <body><p>Un.</p><p>Deux.</p></body></html></inlineXML></contentSet>
</newsItem>)";

TEST(NewsMlSource, ReadsItems) {
  const SourceItem item = OnlyItem(MakeNewsMlSource(BytesOf(kNewsMl, "a.xml")));
  ASSERT_TRUE(item.article.has_value()) << item.rejection.message();
  EXPECT_EQ(item.article->id, "urn:n:1");
  EXPECT_EQ(item.article->title, "Le pont rouvre");
  EXPECT_EQ(item.article->text, "Un.\n\nDeux.");
  EXPECT_EQ(item.article->source, "L’Agence");
  EXPECT_EQ(item.article->section, "Transports");
  EXPECT_EQ(item.article->language, "fr-FR");
  EXPECT_THAT(item.article->authors, ElementsAre("Anne Untel"));
  EXPECT_EQ(FormatPublicationTime(*item.article->published_at),
            "2026-03-14T18:05:09+01:00");
}

TEST(NewsMlSource, ReadsMessagesOfManyItemsAndInlineNitf) {
  const auto items = ItemsOf(MakeNewsMlSource(BytesOf(
      "<newsMessage><itemSet><newsItem guid='1'><contentMeta><headline>A"
      "</headline></contentMeta><contentSet><inlineData>Texte nu.</inlineData>"
      "</contentSet></newsItem><newsItem guid='2'><contentSet><inlineXML><nitf>"
      "<body><body.head><hedline><hl1>B</hl1></hedline></body.head>"
      "<body.content><p>Corps.</p></body.content></body></nitf></inlineXML>"
      "</contentSet></newsItem><newsItem guid='3'/></itemSet></newsMessage>",
      "m.xml")));
  ASSERT_EQ(items.size(), 3U);
  EXPECT_EQ(items[0].article->text, "Texte nu.");
  EXPECT_EQ(items[1].article->title, "B");
  EXPECT_EQ(items[1].article->text, "Corps.");
  EXPECT_EQ(items[2].rejection.reason(), "EMPTY_ARTICLE");
}

TEST(NitfSource, ReadsDocuments) {
  const SourceItem item = OnlyItem(MakeNitfSource(BytesOf(R"(
<!DOCTYPE nitf SYSTEM "nitf-3-5.dtd">
<nitf><head><title>Autre</title><docdata><doc-id id-string="n1"/>
  <date.issue norm="20260314T180509+0100"/></docdata>
  <pubdata name="Le Pont" position.section="Ville"/></head>
<body><body.head><hedline><hl1>Le pont</hl1></hedline>
  <byline><person>Anne Untel</person><byttl>envoyée</byttl></byline>
  <abstract><p>Court.</p></abstract></body.head>
<body.content><block><p>Un.</p><p>Deux.</p></block></body.content></body>
</nitf>)",
                                                          "n.xml")));
  ASSERT_TRUE(item.article.has_value()) << item.rejection.message();
  EXPECT_EQ(item.article->id, "n1");
  EXPECT_EQ(item.article->title, "Le pont");
  EXPECT_EQ(item.article->text, "Court.\n\nUn.\n\nDeux.");
  EXPECT_EQ(item.article->source, "Le Pont");
  EXPECT_EQ(item.article->section, "Ville");
  EXPECT_THAT(item.article->authors, ElementsAre("Anne Untel"));
  EXPECT_EQ(FormatPublicationTime(*item.article->published_at),
            "2026-03-14T18:05:09+01:00");
}

TEST(AgencyXml, RejectsWhatIsNoSuchDocument) {
  for (const char* xml : {"<autre/>", "<newsItem", "\xFF\xFE\x00", "{}"}) {
    EXPECT_FALSE(OnlyItem(MakeNewsMlSource(BytesOf(xml, "a"))).rejection.ok());
    EXPECT_FALSE(OnlyItem(MakeNitfSource(BytesOf(xml, "a"))).rejection.ok());
  }
}

TEST(NinjsSource, ReadsBothVersions) {
  struct Row {
    const char* json;
    const char* text;
  };
  for (const Row& row :
       {Row{R"({"uri":"urn:1","headline":"Le pont","body_text":"Un.",
                  "versioncreated":"2026-03-14T18:05:09Z","byline":"Anne",
                  "language":"fr","provider":"Agence",
                  "subject":[{"name":"Ville"}]})",
            "Un."},
        Row{R"([{"uri":"urn:1","headlines":[{"value":"Le pont"}],
                  "versionCreated":"2026-03-14T18:05:09Z","byline":"Anne",
                  "infosource":[{"name":"Agence"}],
                  "subjects":[{"name":"Ville"}],
                  "bodies":[{"contenttype":"text/html",
                             "value":"<p>Un.</p><p>Deux.</p>"}]}])",
            "Un.\n\nDeux."}}) {
    const SourceItem item =
        OnlyItem(MakeNinjsSource(BytesOf(row.json, "n.json")));
    ASSERT_TRUE(item.article.has_value()) << item.rejection.message();
    EXPECT_EQ(item.article->id, "urn:1");
    EXPECT_EQ(item.article->title, "Le pont");
    EXPECT_EQ(item.article->text, row.text);
    EXPECT_EQ(item.article->source, "Agence");
    EXPECT_EQ(item.article->section, "Ville");
    EXPECT_THAT(item.article->authors, ElementsAre("Anne"));
    EXPECT_TRUE(item.article->published_at.has_value());
  }
}

TEST(NinjsSource, ReadsLinesOfObjectsAsJsonLines) {
  const auto items = ItemsOf(MakeNinjsSource(
      BytesOf("{\"id\":\"1\",\"text\":\"x\"}\n{\"id\":\"2\",\"text\":\"y\"}\n",
              "lot.json")));
  ASSERT_EQ(items.size(), 2U);
  EXPECT_EQ(items[1].article->id, "2");
}

TEST(NinjsSource, RejectsWhatHoldsNoArticle) {
  struct Row {
    std::string json;
    const char* reason;
  };
  for (const Row& row :
       {Row{"", "BAD_JSON"}, Row{"{\"headline\":", "BAD_JSON"},
        Row{"12", "BAD_JSON"}, Row{"[3]", "BAD_JSON"},
        Row{"{\"a\":1e9999}", "BAD_JSON"}, Row{"{}", "EMPTY_ARTICLE"},
        Row{"{\"headline\":3,\"bodies\":[4]}", "EMPTY_ARTICLE"},
        Row{std::string(100'000, '['), "TOO_DEEP"}}) {
    const SourceItem item =
        OnlyItem(MakeNinjsSource(BytesOf(row.json, "n.json")));
    EXPECT_EQ(item.rejection.reason(), row.reason) << row.json.substr(0, 40);
  }
}

}  // namespace
}  // namespace vigie::indexer
