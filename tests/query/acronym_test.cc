// Acronyms and what they stand for.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "query/planner.h"
#include "query/word_lists.h"
#include "tests/query/plan_text.h"

namespace vigie::query {
namespace {

using testing::ElementsAre;

struct Case {
  const char* input;
  const char* want;
};

TEST(Acronyms, AreTheirExpansionsToo) {
  const Case kCases[] = {
      {"TVA", "or~(tva,\"taxe sur la valeur ajoutee\")"},
      {"tva", "or~(tva,\"taxe sur la valeur ajoutee\")"},
      {"la TVA", "or~(tva,\"taxe sur la valeur ajoutee\")"},
      {"hausse de l’OPA", "and(hausse,or~(opa,\"offre publique achat\"))"},
      {"CAC 40", "or~(and(cac,40),\"indice parisien\")"},
      {"UE", "or~(ue,\"union europeenne\")"},
      {"PPE",
       "or~(ppe,\"parti populaire europeen\",\"programmation pluriannuelle de "
       "energie\")"},
      {"titre:UE", "or~(ue@title,\"union europeenne\"@title)"},
      {"UE NEAR usine", "near/5(or~(ue,\"union europeenne\"),usine)"},
  };
  for (const Case& c : kCases) {
    EXPECT_EQ(PlanTextOf(c.input, StrictOptions()), c.want) << c.input;
  }
}

TEST(Acronyms, AreFoundByTheirExpansions) {
  const Case kCases[] = {
      {"taxe sur la valeur ajoutée", "or~(and(taxe,valeur,ajoutee),tva)"},
      {"organisations non gouvernementales",
       "or~(and(organisations,gouvernementales),ong)"},
      {"(offre publique d'achat) NEAR usine",
       "near/5(or~(\"offre publique achat\",opa),usine)"},
  };
  for (const Case& c : kCases) {
    EXPECT_EQ(PlanTextOf(c.input, StrictOptions()), c.want) << c.input;
  }
}

TEST(Acronyms, AreLeftAsTypedWhereTheyMayBeWords) {
  const Case kCases[] = {
      {"\"TVA\"", "tva"},
      {"=TVA", "=tva"},
      {"\"taxe sur la valeur ajoutée\"", "\"taxe sur la valeur ajoutee\""},
      {"sa", "sa"},
      {"ca", "ca"},
      {"cap", "cap"},
      {"société anonyme", "and(societe,anonyme)"},
      {"Tva", "or~(tva,\"taxe sur la valeur ajoutee\")"},
  };
  for (const Case& c : kCases) {
    EXPECT_EQ(PlanTextOf(c.input, StrictOptions()), c.want) << c.input;
  }
  QueryOptions options;
  options.expand = false;
  EXPECT_EQ(PlanTextOf("TVA", options), "tva");
}

TEST(Acronyms, WeighWhatWasTyped) {
  const auto acronym = MakePlan("TVA", {}, TestDictionary());
  ASSERT_TRUE(acronym.ok());
  ASSERT_EQ(acronym->root.children.size(), 2U);
  EXPECT_EQ(acronym->root.children[0].weight, 1);
  EXPECT_EQ(acronym->root.children[1].weight, 1. / 5);
  const auto words =
      MakePlan("taxe sur la valeur ajoutée", {}, TestDictionary());
  ASSERT_TRUE(words.ok());
  ASSERT_EQ(words->root.children.size(), 2U);
  EXPECT_EQ(words->root.children[1].weight, 1);
}

TEST(Acronyms, AreListedInTheAnswer) {
  const auto plan = MakePlan("hausse TVA OpenAI", {}, TestDictionary());
  ASSERT_TRUE(plan.ok());
  const auto& expansions = plan->understanding.expansions;
  ASSERT_EQ(expansions.size(), 2U);
  EXPECT_EQ(expansions[0].kind, QueryExpansion::Kind::kAcronym);
  EXPECT_EQ(expansions[0].range, (ByteRange{7, 10}));
  EXPECT_EQ(expansions[0].source, "TVA");
  EXPECT_THAT(expansions[0].targets, ElementsAre("taxe sur la valeur ajoutée"));
  EXPECT_EQ(expansions[1].kind, QueryExpansion::Kind::kEntity);
}

TEST(AcronymList, HoldsDistinctPairs) {
  std::set<std::string> pairs;
  for (const auto& line : AcronymLines()) {
    ASSERT_GE(line.size(), 2U) << line[0];
    EXPECT_TRUE(line.size() == 2 || (line.size() == 3 && line[2] == ">"))
        << line[0];
    EXPECT_FALSE(line[0].empty() || line[1].empty()) << line[0];
    EXPECT_TRUE(
        pairs.insert(std::string(line[0]) + "\t" + std::string(line[1])).second)
        << line[0];
  }
  EXPECT_GE(pairs.size(), 150U);
}

TEST(WeakWordList, HoldsWordsWithWeights) {
  std::set<std::string> words;
  for (const auto& line : WeakWordLines()) {
    ASSERT_EQ(line.size(), 2U) << line[0];
    EXPECT_TRUE(line[1] == "0" || line[1] == "0.4") << line[0];
    EXPECT_TRUE(words.insert(std::string(line[0])).second) << line[0];
  }
  EXPECT_GE(words.size(), 80U);
}

}  // namespace
}  // namespace vigie::query
