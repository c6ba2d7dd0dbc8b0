#include "client/records.h"

#include <gtest/gtest.h>

#include <sstream>

namespace vigie::client {
namespace {

using nlohmann::ordered_json;

std::string Written(const Options& options,
                    const std::vector<ordered_json>& records) {
  std::ostringstream out;
  const auto writer = MakeRecordWriter(options, out);
  for (const ordered_json& record : records) writer->Write(record);
  writer->End();
  return out.str();
}

Options In(Format format, Verb verb = Verb::kSuggest) {
  Options options;
  options.format = format;
  options.verb = verb;
  return options;
}

const ordered_json kHit = {
    {"article",
     {{"id", "a/1"},
      {"title", "Puces & \"IA\""},
      {"source", "Le <Monde>"},
      {"authors", {"Zoé Lam", "M. d’Ys"}},
      {"published_at", "2026-03-14T18:05:09+01:00"},
      {"language", "fr"},
      {"url", "https://example.org/?a=1&b=2"}}},
    {"score", 0.5},
    {"passages",
     {{{"field", "text"},
       {"sentence",
        {{"range", {{"begin", 10}, {"end", 22}}}, {"text", "Un <b>pin</b>."}}},
       {"highlights", {{{"begin", 16}, {"end", 19}}}}}}}};

TEST(TextAt, FollowsMembersAndArrays) {
  const ordered_json record = {{"a", {{"b", "x"}}},
                               {"n", 2},
                               {"none", nullptr},
                               {"list", {{{"t", "u"}}, {{"t", "v"}}}},
                               {"words", {"y", "z"}}};
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"a.b", "x"},       {"n", "2"},
      {"none", ""},       {"list.t", "u | v"},
      {"list.1.t", "v"},  {"list.7.t", ""},
      {"words", "y | z"}, {"absent.b", ""},
      {"n.b", ""},        {"list.99999999999999999999.t", ""}};
  for (const auto& [path, want] : cases) EXPECT_EQ(TextAt(record, path), want);
}

TEST(Csv, QuotesWhatNeedsIt) {
  const ordered_json record = {{"query", "a,b"},
                               {"kind", "say \"x\""},
                               {"text", "l\n2"},
                               {"articles", 3}};
  EXPECT_EQ(Written(In(Format::kCsv), {record}),
            "query,kind,text,entity_id,type,alias,articles\r\n"
            "\"a,b\",\"say \"\"x\"\"\",\"l\n2\",,,,3\r\n");
}

TEST(Csv, SpeaksToFrenchSpreadsheets) {
  Options options = In(Format::kCsv, Verb::kTimeline);
  options.csv = CsvDialect::kExcelFrench;
  EXPECT_EQ(Written(options, {{{"label", "a;b"}, {"share", 0.25}}}),
            "\xEF\xBB\xBFlabel;articles;mentions;total;share;complete\r\n"
            "\"a;b\";;;;0,25;\r\n");
}

TEST(Tables, TakeTheSenseOutOfFormulas) {
  for (const char* formula : {"=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"}) {
    for (const Format format : {Format::kCsv, Format::kTsv}) {
      const std::string table = Written(In(format), {{{"query", formula}}});
      EXPECT_NE(table.find("'"), std::string::npos) << formula;
    }
  }
  EXPECT_EQ(Written(In(Format::kTsv), {{{"query", "a"}, {"articles", -1}}}),
            "query\tkind\ttext\tentity_id\ttype\talias\tarticles\n"
            "a\t\t\t\t\t\t-1\n");
}

TEST(Tables, HaveTheirHeadWithoutRows) {
  EXPECT_EQ(Written(In(Format::kTsv, Verb::kTimeline), {}),
            "label\tarticles\tmentions\ttotal\tshare\tcomplete\n");
}

TEST(Tables, HaveTwoColumnsForEachSeries) {
  Options options = In(Format::kTsv, Verb::kTimeline);
  options.series = {"org/a"};
  const ordered_json point = {{"articles", 1}, {"mentions", 2}};
  EXPECT_EQ(Written(options, {{{"label", "2026"}, {"series", {point}}}}),
            "label\tarticles\tmentions\ttotal\tshare\tcomplete\torg/a\t"
            "org/a mentions\n2026\t\t\t\t\t\t1\t2\n");
}

TEST(Columns, AreThereForEveryVerb) {
  for (int verb = 0; verb <= static_cast<int>(Verb::kManual); ++verb) {
    EXPECT_FALSE(ColumnsOf(In(Format::kCsv, static_cast<Verb>(verb))).empty());
  }
}

TEST(Ids, ArePrintedOnce) {
  EXPECT_EQ(Written(In(Format::kIds, Verb::kMentions), {kHit, kHit}), "a/1\n");
}

TEST(Template, ReplacesPathsAndKeepsTheRest) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"{article.id}\\t{score}", "a/1\t0.5\n"},
      {"{{x} {nothing}|", "{x} |\n"},
      {"{article.authors}", "Zoé Lam | M. d’Ys\n"},
      {"open {", "open {\n"},
      {"", "\n"},
      {"\\", "\\\n"}};
  for (const auto& [text, want] : cases) {
    Options options = In(Format::kTemplate);
    options.template_text = text;
    EXPECT_EQ(Written(options, {kHit}), want);
  }
}

TEST(Bibtex, WritesAnArticleOnceAndEscapesIt) {
  EXPECT_EQ(Written(In(Format::kBibtex), {kHit, kHit}),
            "@article{a/1,\n  title = {Puces \\& \"IA\"},\n"
            "  author = {Zoé Lam and M. d’Ys},\n"
            "  journal = {Le <Monde>},\n  year = {2026},\n"
            "  date = {2026-03-14},\n"
            "  url = {https://example.org/?a=1\\&b=2}\n}\n\n");
}

TEST(Ris, WritesTagsAndCarriageReturns) {
  EXPECT_EQ(Written(In(Format::kRis), {kHit}),
            "TY  - NEWS\r\nID  - a/1\r\nTI  - Puces & \"IA\"\r\n"
            "AU  - Zoé Lam\r\nAU  - M. d’Ys\r\nT2  - Le <Monde>\r\n"
            "PY  - 2026\r\nDA  - 2026/03/14\r\nLA  - fr\r\n"
            "UR  - https://example.org/?a=1&b=2\r\nER  - \r\n\r\n");
}

TEST(Bibliographies, PassOverWhatIsNoArticle) {
  for (const Format format : {Format::kBibtex, Format::kRis}) {
    EXPECT_EQ(Written(In(format), {{{"label", "2026"}}, 3, nullptr}), "");
  }
}

TEST(Html, EscapesAndMarks) {
  const std::string page = Written(In(Format::kHtml, Verb::kSearch), {kHit});
  EXPECT_NE(page.find("<blockquote>Un &lt;b&gt;<mark>pin</mark>&lt;/b&gt;."),
            std::string::npos)
      << page;
  EXPECT_NE(page.find("href=\"https://example.org/?a=1&amp;b=2\""),
            std::string::npos);
  EXPECT_NE(page.find("Le &lt;Monde&gt;"), std::string::npos);
  EXPECT_EQ(page.find("<script"), std::string::npos);
}

TEST(Html, LinksToTheWebAlone) {
  for (const char* url : {"javascript:alert(1)", "data:text/html,x", "/etc"}) {
    ordered_json hit = kHit;
    hit["article"]["url"] = url;
    EXPECT_EQ(Written(In(Format::kHtml), {hit}).find("href=\""),
              std::string::npos);
  }
}

TEST(Html, MarksNothingOutsideTheText) {
  ordered_json hit = kHit;
  hit["passages"][0]["highlights"] = {{{"begin", 3}, {"end", 12}},
                                      {{"begin", 12}, {"end", 4'000}},
                                      {{"begin", 20}, {"end", 15}}};
  EXPECT_EQ(Written(In(Format::kHtml), {hit}).find("<mark>"),
            std::string::npos);
}

TEST(Html, IsAPageWithoutRecords) {
  const std::string page = Written(In(Format::kHtml), {});
  EXPECT_EQ(page.rfind("<!DOCTYPE html>", 0), 0U);
  EXPECT_NE(page.find("</html>"), std::string::npos);
}

}  // namespace
}  // namespace vigie::client
