#include "analysis/lexicon.h"

#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/analyzer.h"

namespace vigie::analysis {
namespace {

TEST(FindInLexicon, KnowsInflectedForms) {
  for (const std::string_view form :
       {"puces", "chevaux", "concevrait", "françaises", "aujourd'hui",
        "prud'hommes", "presqu'île", "semi-conducteurs", "œuvres", "macron",
        "orléans", "kilomètres"}) {
    EXPECT_TRUE(FindInLexicon(form)) << form;
  }
}

TEST(FindInLexicon, KnowsNothingElse) {
  for (const std::string_view word :
       {"", "openai", "l'accord", "d'accords", "xyzzy", "puce puce", "Puces",
        "salariement", "-", "'"}) {
    EXPECT_FALSE(FindInLexicon(word)) << word;
  }
}

TEST(FindInLexicon, FindsAccentedWordsWithoutTheirAccents) {
  const auto entry = FindInLexicon("evenement");
  ASSERT_TRUE(entry);
  EXPECT_NE(entry->flags & kLexUnaccented, 0);
  const auto accented = FindInLexicon("événement");
  ASSERT_TRUE(accented);
  EXPECT_EQ(accented->flags & kLexUnaccented, 0);
}

TEST(FindInLexicon, TellsNamesFromWords) {
  EXPECT_NE(FindInLexicon("orléans")->flags & kLexProper, 0);
  EXPECT_NE(FindInLexicon("paris")->flags & kLexProper, 0);
  EXPECT_EQ(FindInLexicon("puce")->flags & kLexProper, 0);
}

TEST(ReplaceByStem, TurnsAFormIntoItsStem) {
  std::string folded = "chevaux";
  ReplaceByStem(*FindInLexicon("chevaux"), &folded);
  EXPECT_EQ(folded, "cheval");
}

TEST(Lemmas, AreAllOfThemTheLikeliestFirst) {
  struct Case {
    std::string_view form;
    std::vector<std::string> want;
  };
  const std::vector<Case> cases = {
      {"puces", {"puce", "pucer"}},  {"chevaux", {"cheval"}},
      {"yeux", {"œil", "yeux"}},     {"portes", {"porte", "porter"}},
      {"missions", {"mission"}},     {"évènements", {"événement"}},
      {"evenements", {"événement"}}, {"entrainées", {"entraîner"}},
      {"cèdera", {"céder"}},         {"directrices", {"directeur"}},
      {"autrices", {"auteur"}},      {"orléans", {"orléans"}},
  };
  for (const Case& c : cases) EXPECT_EQ(Lemmas(c.form), c.want) << c.form;
}

TEST(Lemmas, OfAnUnknownFormAreNone) {
  for (const std::string_view form : {"", "openai", "Puces", "xyzzy", "l'ia"}) {
    EXPECT_TRUE(Lemmas(form).empty()) << form;
  }
}

// The stem of what the chain makes one word of.
std::string WholeStem(std::string_view word) {
  const AnalyzedText analyzed = Analyze(word);
  for (const Token& token : analyzed.tokens) {
    if (token.length == analyzed.positions) return token.stem;
  }
  return {};
}

class SpellingPairs : public testing::TestWithParam<std::string> {};

TEST_P(SpellingPairs, HaveOneStem) {
  std::ifstream in(std::string(VIGIE_SOURCE_DIR) + "/search/data/french/" +
                   GetParam());
  size_t pairs = 0;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line[0] == '#') continue;
    const size_t tab = line.find('\t');
    ASSERT_NE(tab, std::string::npos) << line;
    const std::string first = line.substr(0, tab);
    EXPECT_EQ(WholeStem(first), WholeStem(line.substr(tab + 1))) << line;
    EXPECT_FALSE(WholeStem(first).empty()) << line;
    ++pairs;
  }
  EXPECT_GE(pairs, 120U);
}

INSTANTIATE_TEST_SUITE_P(Lists, SpellingPairs,
                         testing::Values("reform_1990.tsv",
                                         "feminine_titles.tsv"));

TEST(FindCompound, FindsHyphenatedEntriesByTheirLetters) {
  const auto compound = FindCompound("semiconducteurs");
  ASSERT_TRUE(compound);
  EXPECT_EQ(compound->form, "semi-conducteurs");
  EXPECT_EQ(compound->lemma, "semi-conducteur");
  EXPECT_TRUE(FindCompound("soustraitants"));
  EXPECT_FALSE(FindCompound("puces"));
  EXPECT_FALSE(FindCompound("peutetre"));
  EXPECT_FALSE(FindCompound(""));
}

TEST(LexiconHash, IsThatOfTheTable) { EXPECT_NE(LexiconHash(), 0U); }

}  // namespace
}  // namespace vigie::analysis
