#include "client/completion.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "client/did_you_mean.h"
#include "client/shell_words.h"

namespace vigie::client {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

Candidates NoServer(Completion /*kind*/, const std::string& /*typed*/) {
  return {};
}

std::vector<std::string> Texts(const Candidates& candidates) {
  std::vector<std::string> texts;
  for (const Candidate& candidate : candidates) texts.push_back(candidate.text);
  return texts;
}

std::vector<std::string> Proposed(const std::vector<std::string>& words,
                                  const AskValues& ask = NoServer) {
  return Texts(Complete(words, Language::kFrench, ask));
}

TEST(Complete, ProposesCommandsOptionsAndValues) {
  EXPECT_THAT(Proposed({"se"}), ElementsAre("search"));
  EXPECT_THAT(Proposed({""}), Contains("timeline"));
  EXPECT_THAT(Proposed({""}), Not(Contains("__complete")));
  EXPECT_THAT(Proposed({"search", "--pass"}), ElementsAre("--passages"));
  EXPECT_THAT(Proposed({"--lang", "en", "search", "--ca"}),
              ElementsAre("--ca"));
  EXPECT_THAT(Proposed({"search", "--sort", "n"}), ElementsAre("newest"));
  EXPECT_THAT(Proposed({"search", "--sort=o"}), ElementsAre("--sort=oldest"));
  EXPECT_THAT(Proposed({"-o", "x", "completion", ""}),
              ElementsAre("bash", "zsh", "fish"));
  EXPECT_THAT(Proposed({"help", "ti"}), ElementsAre("timeline"));
  EXPECT_THAT(Proposed({"facets", "--by", "mois,so"}),
              ElementsAre("mois,source"));
  EXPECT_THAT(Proposed({"search", "--filter", "lie"}), ElementsAre("lieu="));
}

TEST(Complete, ProposesNothingWhereNothingFits) {
  for (const auto& words :
       std::vector<std::vector<std::string>>{{"search", "--limit", ""},
                                             {"search", "--", "--pass"},
                                             {"search", "--nope=x"},
                                             {"search", "--strict=x"},
                                             {"status", ""},
                                             {"nope", "--passa"},
                                             {"xyz"}}) {
    EXPECT_THAT(Proposed(words), IsEmpty()) << testing::PrintToString(words);
  }
}

TEST(Complete, AsksTheServerForEntitiesSourcesAndClauses) {
  std::vector<std::pair<Completion, std::string>> asked;
  const AskValues ask = [&](Completion kind, const std::string& typed) {
    asked.emplace_back(kind, typed);
    return Candidates{{"x", "y"}};
  };
  Proposed({"completeness", "org/br"}, ask);
  Proposed({"search", "--filter", "source=Le"}, ask);
  Proposed({"mentions", "broad"}, ask);
  Proposed({"mentions", ""}, ask);  // everything: no question
  EXPECT_THAT(asked,
              ElementsAre(std::pair(Completion::kEntity, "org/br"),
                          std::pair(Completion::kFacetValue, "source=Le"),
                          std::pair(Completion::kQuery, "broad")));
}

TEST(ForLineEditor, LeavesOutWhatBashKeepsAndQuotesTheRest) {
  const Candidates sources = {{"source=Le Monde", ""}};
  EXPECT_THAT(ForLineEditor(sources, "vigie search --filter source=Le", "Le"),
              ElementsAre("Le\\ Monde"));
  EXPECT_THAT(ForLineEditor(sources, "vigie search --filter source=", "="),
              ElementsAre("Le\\ Monde"));
  EXPECT_THAT(ForLineEditor({{"a", ""}, {"org/a", ""}}, "vigie x org/", "org/"),
              ElementsAre("org/a"));
  EXPECT_THAT(ForLineEditor({}, "vigie ", ""), IsEmpty());
}

TEST(CompletionScript, IsThereForEveryShell) {
  for (const char* shell : {"bash", "zsh", "fish"}) {
    EXPECT_THAT(CompletionScript(shell), testing::HasSubstr("__complete"));
  }
}

TEST(SplitWords, ReadsQuotesAndBackslashes) {
  struct Case {
    const char* line;
    std::vector<std::string> words;
    char open = 0;
  };
  for (const Case& c :
       std::vector<Case>{{"", {""}},
                         {"search OpenAI", {"search", "OpenAI"}},
                         {"search  OpenAI ", {"search", "OpenAI", ""}},
                         {"search 'a b' \"c\\\"d\"", {"search", "a b", "c\"d"}},
                         {"x 'a\\b'", {"x", "a\\b"}},
                         {"x ''", {"x", ""}},
                         {"x 'entity:\"Br", {"x", "entity:\"Br"}, '\''},
                         {"a\\ b", {"a b"}},
                         {"a\\", {"a\\"}}}) {
    const SplitLine split = SplitWords(c.line);
    EXPECT_EQ(split.words, c.words) << c.line;
    EXPECT_EQ(split.open_quote, c.open) << c.line;
  }
}

TEST(EditDistance, CountsASwapOnce) {
  EXPECT_EQ(EditDistance("", ""), 0U);
  EXPECT_EQ(EditDistance("", "abc"), 3U);
  EXPECT_EQ(EditDistance("serach", "search"), 1U);
  EXPECT_EQ(EditDistance("kitten", "sitting"), 3U);
}

TEST(DidYouMean, NamesTheNearestOrNothing) {
  const std::vector<std::string> known = {"search", "mentions", "show",
                                          "completion", "completeness"};
  EXPECT_EQ(DidYouMean("serach", known), "search");
  EXPECT_EQ(DidYouMean("mention", known), "mentions");
  EXPECT_EQ(DidYouMean("completi", known), "completion");
  EXPECT_EQ(DidYouMean("zebra", known), "");
  EXPECT_EQ(DidYouMean("", known), "");
  EXPECT_EQ(DidYouMean(std::string(10'000, 'a'), known), "");
}

}  // namespace
}  // namespace vigie::client
