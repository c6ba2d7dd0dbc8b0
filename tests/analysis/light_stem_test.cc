#include "analysis/light_stem.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::analysis {
namespace {

std::string Stemmed(std::string word) {
  LightStem(&word);
  return word;
}

TEST(LightStem, ReducesPluralsFemininesAndDerivations) {
  struct Case {
    std::string_view word;
    std::string_view stem;
  };
  const std::vector<Case> cases = {
      {"chevaux", "cheval"},
      {"bateaux", "bateau"},
      {"bijoux", "bijou"},
      {"puces", "puce"},
      {"accomplissement", "acompli"},
      {"rarement", "rare"},
      {"activement", "actif"},
      {"fondatrice", "fond"},
      {"fondateur", "fond"},
      {"directrice", "directeu"},
      {"deuxieme", "deux"},
      {"heureuse", "heureu"},
      {"infirmiere", "infirmi"},
      {"offensive", "ofensif"},
      {"complete", "complet"},
      {"economique", "econom"},
      {"mondialisation", "mondial"},
      {"condition", "cond"},
      {"developper", "develop"},
      {"professionnelle", "profesion"},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(Stemmed(std::string(c.word)), c.stem) << c.word;
  }
}

TEST(LightStem, LeavesShortWordsAlone) {
  for (const std::string_view word : {"", "a", "as", "bus", "gaz", "ete"}) {
    EXPECT_EQ(Stemmed(std::string(word)), word);
  }
}

TEST(LightStem, NeverEmptiesAWord) {
  std::mt19937 random(1999);
  for (int round = 0; round < 20000; ++round) {
    std::string word(1 + random() % 14, 'a');
    for (char& c : word) c = "aeinorstumlix"[random() % 13];
    EXPECT_FALSE(Stemmed(word).empty()) << word;
    EXPECT_LE(Stemmed(word).size(), word.size() + 1) << word;
  }
}

}  // namespace
}  // namespace vigie::analysis
