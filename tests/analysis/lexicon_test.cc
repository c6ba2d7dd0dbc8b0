#include "analysis/lexicon.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

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
