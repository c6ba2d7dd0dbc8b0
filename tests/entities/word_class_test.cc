#include "entities/word_class.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "analysis/analyzer.h"

namespace vigie::entities {
namespace {

struct ClassCase {
  std::string text;
  std::string word;  // folded
  bool noun = false;
  bool verb = false;
};

TEST(WordClass, IsToldByTheWordBefore) {
  const std::vector<ClassCase> cases = {
      {"le vote du budget", "vote", true, false},
      {"il vote le budget", "vote", false, true},
      {"l’offre est refusée", "offre", true, false},
      {"le groupe s’offre une usine", "offre", false, true},
      {"Vote du budget", "vote", true, true},
      {"Refus : vote annulé", "vote", true, true},
      {"3 votes ont eu lieu", "votes", true, false},
      {"sans vote du Sénat", "vote", true, true},
      {"la viande crue", "crue", false, true}};
  for (const ClassCase& c : cases) {
    const analysis::AnalyzedText analyzed = analysis::Analyze(c.text);
    const Lattice lattice(c.text, analyzed);
    for (uint32_t p = 0; p < lattice.positions(); ++p) {
      if (lattice.plain(p).form != c.word) continue;
      EXPECT_EQ(MayBe(SetItem::WordClass::kNoun, lattice, p), c.noun) << c.text;
      EXPECT_EQ(MayBe(SetItem::WordClass::kVerb, lattice, p), c.verb) << c.text;
      EXPECT_TRUE(MayBe(SetItem::WordClass::kAny, lattice, p)) << c.text;
    }
  }
}

}  // namespace
}  // namespace vigie::entities
