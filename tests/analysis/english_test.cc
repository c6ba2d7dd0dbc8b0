// English quoted or standing in a French text keeps its forms as stems.
#include "analysis/english.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/analyzer.h"

namespace vigie::analysis {
namespace {

// The surfaces that the rule "english" made, joined by spaces.
std::string EnglishOf(std::string_view text) {
  std::string english;
  for (const Token& token : Analyze(text).tokens) {
    if ((token.rules & kRuleEnglish) == 0) continue;
    if (!english.empty()) english += ' ';
    english += text.substr(token.range.begin, token.range.size());
  }
  return english;
}

TEST(English, IsFoundInQuotationsAndSentences) {
  struct Case {
    std::string_view text;
    std::string_view english;
  };
  const std::vector<Case> cases = {
      {"Il a dit : « The chips are made in the valleys » puis il est parti.",
       "The chips are made in the valleys"},
      {"Le groupe avance. These are the courses that we have. Il recule.",
       "These are the courses that we have"},
      {"Elle titre “What the markets want from us” ce matin.",
       "What the markets want from us"},
      {"Un titre\nThe future of the planets is bright",
       "The future of the planets is bright"},
  };
  for (const Case& c : cases) EXPECT_EQ(EnglishOf(c.text), c.english);
}

TEST(English, IsNotFoundInFrench) {
  for (const std::string_view text :
       {"Il a dit : « les puces sont fabriquées dans la vallée » hier.",
        "Le site « The Verge » et le journal « The Times » en parlent.",
        "Le cloud, le streaming, le big data. Un show must go on, dit-il.",
        "Il est parti. On a vu le film hier. Elle a son plan.",
        "The future of the planets is bright", "", "« »"}) {
    EXPECT_EQ(EnglishOf(text), "") << text;
  }
}

TEST(English, KeepsTheFormAsStemAndTheFrenchStemAsAReading) {
  const AnalyzedText analyzed =
      Analyze("Il a dit : « The chips are made in the valleys ».");
  const auto chips =
      std::find_if(analyzed.tokens.begin(), analyzed.tokens.end(),
                   [](const Token& token) { return token.form == "chips"; });
  ASSERT_NE(chips, analyzed.tokens.end());
  EXPECT_EQ(chips->stem, "chips");
  EXPECT_NE(chips->flags & kNeverStemmed, 0);
  EXPECT_EQ(RuleNames(chips->rules), std::vector<std::string>{"english"});
  const auto reading = chips + 1;
  EXPECT_EQ(reading->position, chips->position);
  EXPECT_NE(reading->flags & kVariant, 0);
  EXPECT_EQ(reading->form, "chips");
  EXPECT_EQ(reading->exact, "chips");
  EXPECT_EQ(reading->stem, Analyze("chips").tokens[0].stem);
}

TEST(English, LeavesTheFrenchAroundItAlone) {
  const std::string_view text =
      "Les puces manquent, « the chips are made in the valleys », dit-elle.";
  const AnalyzedText analyzed = Analyze(text);
  EXPECT_EQ(analyzed.tokens[1].stem, Analyze("puce").tokens[0].stem);
  EXPECT_EQ(analyzed.tokens.back().rules & kRuleEnglish, 0);
}

}  // namespace
}  // namespace vigie::analysis
