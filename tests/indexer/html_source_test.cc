#include "indexer/html_source.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/indexer/source_reading.h"
#include "vigie/time.h"

namespace vigie::indexer {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

const char kText[] =
    "<p>Le conseil a voté mardi soir la rénovation du pont, qui doit durer "
    "deux ans et coûter trois millions d’euros.</p>";

SourceItem ReadHtml(const std::string& html, const std::string& charset = "",
                    const std::string& url = "") {
  SourceInput input = BytesOf(html, "dossier/page.html");
  input.charset = charset;
  input.url = url;
  auto items = ItemsOf(MakeHtmlSource(std::move(input)));
  EXPECT_EQ(items.size(), 1U) << "a page is one article";
  return std::move(items[0]);
}

SourceItem ReadHead(const std::string& head) {
  return ReadHtml("<html lang=fr><head>" + head +
                  "</head><body><h1>Un pont</h1>" + kText + "</body></html>");
}

TEST(HtmlSource, TakesMetadataFromJsonLdFirst) {
  const SourceItem item = ReadHead(R"(
    <meta property="og:title" content="Autre titre">
    <script type="application/ld+json">{"@graph": [
      {"@type": "WebSite", "name": "Site", "url": "https://x.example/"},
      {"@type": ["Thing", "NewsArticle"], "headline": "Le pont, en 2 ans",
       "datePublished": "2026-03-14T18:05:09+0100", "dateModified": "2026-03-15",
       "author": [{"@type": "Person", "name": "Anne Untel"}, "Agence"],
       "publisher": {"@id": "#journal"}, "articleSection": ["Ville", "Local"],
       "mainEntityOfPage": {"@id": "https://www.x.example/pont?utm_source=a"}},
      {"@type": "Organization", "@id": "#journal", "name": "Le Pont"}]}
    </script>)");
  ASSERT_TRUE(item.article.has_value());
  EXPECT_EQ(item.article->title, "Le pont, en 2 ans");
  EXPECT_EQ(FormatPublicationTime(*item.article->published_at),
            "2026-03-14T18:05:09+01:00");
  EXPECT_TRUE(item.article->updated_at->date_only);
  EXPECT_THAT(item.article->authors, ElementsAre("Anne Untel", "Agence"));
  EXPECT_EQ(item.article->source, "Le Pont");
  EXPECT_EQ(item.article->section, "Ville");
  EXPECT_EQ(item.article->url, "https://x.example/pont");
  EXPECT_EQ(item.article->id, "https://x.example/pont");
}

TEST(HtmlSource, TakesMetadataFromMarkupOtherwise) {
  struct Row {
    const char* head;
    const char* published;
    const char* source;
    const char* id;
  };
  for (const Row& row : {
           Row{"<meta property='og:url' content='https://x.example/a'>"
               "<meta property='og:site_name' content='Le Pont'>"
               "<meta property='article:published_time' content='2026-03-14'>",
               "2026-03-14", "Le Pont", "https://x.example/a"},
           Row{"<link rel=canonical href='https://www.x.example/a/#top'>"
               "<meta name='date' content='20260314T180509+0100'>",
               "2026-03-14T18:05:09+01:00", "x.example", "https://x.example/a"},
           Row{"<meta itemprop='datePublished' content='2026-03-14'>",
               "2026-03-14", "", "dossier/page.html"},
           Row{"<script type='application/ld+json'>{broken</script>"
               "<time datetime='2026-03-14'></time>",
               "2026-03-14", "", "dossier/page.html"},
       }) {
    const SourceItem item = ReadHead(row.head);
    ASSERT_TRUE(item.article.has_value()) << row.head;
    ASSERT_TRUE(item.article->published_at.has_value()) << row.head;
    EXPECT_EQ(FormatPublicationTime(*item.article->published_at),
              row.published);
    EXPECT_EQ(item.article->source, row.source) << row.head;
    EXPECT_EQ(item.article->id, row.id) << row.head;
    EXPECT_EQ(item.article->title, "Un pont");
  }
}

TEST(HtmlSource, CleansTitles) {
  struct Row {
    const char* head;
    const char* title;
  };
  for (const Row& row : {
           Row{"<meta property='og:title' content='Le pont - Le Fil'>"
               "<meta property='og:site_name' content='Le Fil'>",
               "Le pont"},
           Row{"<meta property='og:title' content='Le pont - la suite'>",
               "Le pont - la suite"},
           Row{"<script type='application/ld+json'>{\"@type\": \"Article\","
               "\"headline\": \"L&#039;accord &amp;eacute;tonne\"}</script>",
               "L'accord &eacute;tonne"},
       }) {
    EXPECT_EQ(ReadHead(row.head).article->title, row.title) << row.head;
  }
}

TEST(HtmlSource, ResolvesAddressesAgainstWhereThePageCameFrom) {
  const SourceItem item =
      ReadHtml(std::string("<link rel=canonical href='/a/pont.html'>") + kText,
               "", "http://www.x.example/b/c.html?x=1");
  EXPECT_EQ(item.article->url, "https://x.example/a/pont.html");
  EXPECT_EQ(ReadHtml(kText, "", "http://x.example/b").article->id,
            "https://x.example/b");
}

TEST(HtmlSource, RepairsDatesThatCannotBeRead) {
  const SourceItem item =
      ReadHead("<meta property='article:published_time' content='hier'>");
  ASSERT_TRUE(item.article.has_value());
  EXPECT_FALSE(item.article->published_at.has_value());
  ASSERT_EQ(item.repairs.size(), 1U);
  EXPECT_EQ(item.repairs[0].reason(), "REPAIRED_DATE");
}

TEST(HtmlSource, FindsTheCharacterSet) {
  const std::string latin =
      "<p>Le caf\xE9 a \xE9t\xE9 vot\xE9 par le conseil, qui n\x92 en fait pas "
      "un fromage, hier \xE0 huit heures.</p>";
  struct Row {
    std::string html;
    const char* header;
    const char* charset;
  };
  for (const Row& row : {
           Row{"<meta charset=windows-1252>" + latin, "",
               "windows-1252 (declared)"},
           Row{"<meta http-equiv='Content-Type' content='text/html; "
               "charset=iso-8859-1'>" +
                   latin,
               "", "windows-1252 (declared)"},
           Row{latin, "windows-1252", "windows-1252 (declared)"},
           Row{"<meta charset=utf-8>" + latin, "", "windows-1252 (assumed)"},
           Row{"<meta charset=nonsense>" + latin, "", "windows-1252 (assumed)"},
           Row{std::string(kText) + kText + kText + "\xC3", "",
               "utf-8 (broken)"},
           Row{kText, "", "utf-8 (valid)"},
           Row{std::string("<meta charset=utf-8>") + kText, "",
               "utf-8 (declared)"},
           Row{std::string("<meta charset=windows-1252>") + kText, "",
               "utf-8 (valid)"},
           Row{std::string("\xEF\xBB\xBF") + kText, "windows-1252",
               "utf-8 (byte order mark)"},
       }) {
    const SourceItem item = ReadHtml(row.html, row.header);
    ASSERT_TRUE(item.article.has_value()) << row.html;
    EXPECT_EQ(item.charset, row.charset) << row.html;
    EXPECT_THAT(item.article->text, HasSubstr("voté")) << row.html;
  }
}

TEST(HtmlSource, RejectsWhatHoldsNoArticle) {
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "<div>";
  std::string wide = "<div";
  for (int i = 0; i < 5'000; ++i) wide += " a" + std::to_string(i) + "=1";
  struct Row {
    std::string html;
    const char* reason;
  };
  for (const Row& row :
       {Row{"", "BAD_HTML"}, Row{"<!-- rien -->", "BAD_HTML"},
        Row{"<html><body><nav><a href=/>Accueil</a></nav></body></html>",
            "EMPTY_ARTICLE"},
        Row{deep + kText, "TOO_DEEP"}, Row{wide + ">" + kText, "TOO_DEEP"},
        Row{std::string(kMaxPageBytes + 1, ' '), "TOO_LARGE"}}) {
    const SourceItem item = ReadHtml(row.html);
    EXPECT_FALSE(item.article.has_value());
    EXPECT_EQ(item.rejection.reason(), row.reason) << row.html.substr(0, 60);
  }
}

}  // namespace
}  // namespace vigie::indexer
