#include "client/options.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

namespace vigie::client {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

struct Parsing {
  ParsedCommand command;
  std::string out;
  std::string err;
};

Parsing Parse(std::vector<const char*> arguments) {
  arguments.insert(arguments.begin(), "vigie");
  testing::internal::CaptureStdout();
  testing::internal::CaptureStderr();
  Parsing parsing;
  parsing.command =
      ParseCommandLine(static_cast<int>(arguments.size()), arguments.data());
  parsing.out = testing::internal::GetCapturedStdout();
  parsing.err = testing::internal::GetCapturedStderr();
  return parsing;
}

Options Accepted(const std::vector<const char*>& arguments) {
  const Parsing parsing = Parse(arguments);
  EXPECT_FALSE(parsing.command.exit_code.has_value())
      << testing::PrintToString(arguments) << parsing.err;
  return parsing.command.options;
}

class ClientOptions : public testing::Test {
 protected:
  void SetUp() override {
    unsetenv("VIGIE_SERVER");
    setenv("VIGIE_CONFIG", "", 1);
  }
  void TearDown() override { unsetenv("VIGIE_SERVER"); }
};

TEST_F(ClientOptions, HaveDefaults) {
  const Options options = Accepted({"search", "phare"});
  EXPECT_EQ(options.verb, Verb::kSearch);
  EXPECT_EQ(options.query, "phare");
  EXPECT_EQ(options.server, "127.0.0.1:7711");
  EXPECT_EQ(options.index, "");
  EXPECT_EQ(options.format, Format::kText);
  EXPECT_EQ(options.language, Language::kFrench);
  EXPECT_EQ(options.color, ColorMode::kAuto);
  EXPECT_EQ(options.timeout_ms, 10'000U);
  EXPECT_FALSE(options.fail_when_empty);
  EXPECT_FALSE(options.limit.has_value());
  EXPECT_EQ(options.passages, 2U);
  EXPECT_TRUE(options.typos);
  EXPECT_TRUE(options.expand);
  EXPECT_EQ(options.freshness_days, 0);
  EXPECT_EQ(options.top, 10U);
}

TEST_F(ClientOptions, NameTheVerb) {
  EXPECT_EQ(Accepted({"search"}).verb, Verb::kSearch);
  EXPECT_EQ(Accepted({"mentions", "x"}).verb, Verb::kMentions);
  EXPECT_EQ(Accepted({"facets", "x"}).verb, Verb::kFacets);
  EXPECT_EQ(Accepted({"show", "a"}).verb, Verb::kShow);
  EXPECT_EQ(Accepted({"analyze", "a"}).verb, Verb::kAnalyze);
  EXPECT_EQ(Accepted({"status"}).verb, Verb::kStatus);
  EXPECT_EQ(Accepted({"explain", "x", "--article", "a"}).verb, Verb::kExplain);
}

TEST_F(ClientOptions, NameTheArticleToExplain) {
  for (const auto& line : std::vector<std::vector<const char*>>{
           {"explain", "l’accord OU x", "--article", "a/1"},
           {"explain", "--article=a/1", "--", "l’accord OU x"}}) {
    const Options options = Accepted(line);
    EXPECT_EQ(options.query, "l’accord OU x");
    EXPECT_EQ(options.article_id, "a/1");
  }
}

TEST_F(ClientOptions, SwitchOffWhatIsOnAndAgeScores) {
  struct Case {
    std::vector<const char*> line;
    bool typos;
    bool expand;
    double days;
  };
  for (const Case& c : std::vector<Case>{
           {{"search", "x", "--no-typos"}, false, true, 0},
           {{"search", "--no-expand", "x"}, true, false, 0},
           {{"search", "x", "--freshness", "2.5"}, true, true, 2.5},
           {{"mentions", "x", "--no-typos", "--no-expand"}, false, false, 0},
           {{"facets", "x", "--no-typos"}, false, true, 0},
           {{"explain", "x", "--article", "a", "--no-expand", "--freshness=30"},
            true,
            false,
            30}}) {
    const Options options = Accepted(c.line);
    EXPECT_EQ(options.typos, c.typos) << testing::PrintToString(c.line);
    EXPECT_EQ(options.expand, c.expand) << testing::PrintToString(c.line);
    EXPECT_EQ(options.freshness_days, c.days);
    EXPECT_EQ(options.query, "x");
  }
}

TEST_F(ClientOptions, AreTakenBeforeAndAfterTheVerb) {
  for (const auto& line : std::vector<std::vector<const char*>>{
           {"--server", "unix:/s", "--format", "ndjson", "--lang", "en",
            "--timeout", "500", "-e", "--no-color", "search", "x"},
           {"search", "x", "--server=unix:/s", "--format=ndjson", "--lang=en",
            "--timeout=500", "--exit-status", "--color=never"}}) {
    const Options options = Accepted(line);
    EXPECT_EQ(options.server, "unix:/s");
    EXPECT_EQ(options.format, Format::kNdjson);
    EXPECT_EQ(options.language, Language::kEnglish);
    EXPECT_EQ(options.timeout_ms, 500U);
    EXPECT_TRUE(options.fail_when_empty);
    EXPECT_EQ(options.color, ColorMode::kNever);
  }
}

TEST_F(ClientOptions, KnowTheFormatsByBothNames) {
  EXPECT_EQ(Accepted({"status", "--format", "texte"}).format, Format::kText);
  EXPECT_EQ(Accepted({"status", "--format", "text"}).format, Format::kText);
  EXPECT_EQ(Accepted({"status", "--format", "json"}).format, Format::kJson);
}

TEST_F(ClientOptions, RepeatFiltersAndTypes) {
  const Options options =
      Accepted({"mentions", "--filter", "source=Le Monde", "--filter",
                "mois=2026-03", "--exclude", "type=person", "--type", "produit",
                "--type", "lieu", "--all-of", "--any-word", "--strict",
                "--require-complete", "--entities-in-hits", "phare"});
  EXPECT_THAT(options.filters, ElementsAre("source=Le Monde", "mois=2026-03"));
  EXPECT_THAT(options.excluded, ElementsAre("type=person"));
  EXPECT_THAT(options.types, ElementsAre("produit", "lieu"));
  EXPECT_TRUE(options.all_of && options.any_word && options.strict &&
              options.require_complete && options.entities_in_hits);
  EXPECT_EQ(options.query, "phare");
}

TEST_F(ClientOptions, PassTheQueryAsItWasTyped) {
  for (const char* query :
       {"", "\"grève des cheminots\"", "concept:\"chip IP\"", "[a,b]", "a b",
        "(l’accord OU 'x') SAUF y", "%%", "a\\nb", "date:2025-11..2026-02"}) {
    EXPECT_EQ(Accepted({"search", query}).query, query);
    EXPECT_EQ(Accepted({"search", "--", query}).query, query);
  }
  EXPECT_EQ(Accepted({"search", "--", "-phare"}).query, "-phare");
  EXPECT_THAT(Accepted({"show", "a,b", "c"}).ids, ElementsAre("a,b", "c"));
  EXPECT_THAT(Accepted({"search", "--filter", "source=[a,b]"}).filters,
              ElementsAre("source=[a,b]"));
}

TEST_F(ClientOptions, TakeTheServerFromTheEnvironmentBelowTheFlag) {
  setenv("VIGIE_SERVER", "unix:/env", 1);
  EXPECT_EQ(Accepted({"status"}).server, "unix:/env");
  EXPECT_EQ(Accepted({"status", "--server", "h:1"}).server, "h:1");
  setenv("VIGIE_SERVER", "", 1);
  EXPECT_EQ(Accepted({"status"}).server, "127.0.0.1:7711");
}

TEST_F(ClientOptions, ThatAreWrongEndWithTheUsageCode) {
  const std::vector<std::vector<const char*>> lines = {
      {},
      {"find", "x"},
      {"search", "x", "y"},
      {"search", "x", "--unknown"},
      {"search", "x", "--format", "xml"},
      {"search", "x", "--lang", "de"},
      {"search", "x", "--color", "blue"},
      {"search", "x", "--format-version", "2"},
      {"search", "x", "--csv", "rfc", "--csv", "excel-fr"},
      {"search", "x", "--sort", "random"},
      {"search", "x", "--timeout", "0"},
      {"search", "x", "--timeout", "-5"},
      {"search", "x", "--timeout", "bientôt"},
      {"search", "x", "-n", "0"},
      {"search", "x", "-n", "201"},
      {"search", "x", "--limit", "-1"},
      {"search", "x", "--passages", "11"},
      {"search", "x", "--top", "-1"},
      {"search", "x", "--filter"},
      {"mentions", "x", "-n", "0"},
      {"mentions", "x", "--sort", "newest"},
      {"facets", "x", "--top", "dix"},
      {"show"},
      {"analyze"},
      {"status", "x"},
      {"explain"},
      {"explain", "x"},
      {"explain", "--article", "a"},
      {"explain", "x", "y", "--article", "a"},
      {"explain", "x", "--article", "a", "--freshness", "-1"},
      {"search", "x", "--freshness", "hier"},
      {"search", "x", "--freshness", "inf"},
      {"mentions", "x", "--freshness", "3"},
      {"search", "x", "--article", "a"},
      {"search", "x", "--typos"},
      {"-phare"},
  };
  for (const auto& line : lines) {
    const Parsing parsing = Parse(line);
    EXPECT_EQ(parsing.command.exit_code, kExitUsage)
        << testing::PrintToString(line);
    EXPECT_EQ(parsing.out, "");
    EXPECT_THAT(parsing.err, HasSubstr("vigie --help"));
  }
}

TEST_F(ClientOptions, PrintHelpInTheLanguageOfTheUser) {
  const Parsing french = Parse({"--help"});
  EXPECT_EQ(french.command.exit_code, kExitOk);
  EXPECT_THAT(french.out, HasSubstr("cherche des articles"));
  EXPECT_EQ(french.err, "");
  const Parsing english = Parse({"search", "--lang=en", "-h"});
  EXPECT_EQ(english.command.exit_code, kExitOk);
  EXPECT_THAT(english.out, HasSubstr("hits per page"));
  const Parsing version = Parse({"--version"});
  EXPECT_EQ(version.command.exit_code, kExitOk);
  EXPECT_THAT(version.out, testing::StartsWith("vigie 0."));
}

}  // namespace
}  // namespace vigie::client
