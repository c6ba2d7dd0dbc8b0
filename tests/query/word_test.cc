#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "query/phrase.h"
#include "query/planner.h"
#include "tests/query/plan_text.h"

namespace vigie::query {
namespace {

using testing::HasSubstr;

struct Case {
  const char* input;
  const char* want;
};

TEST(Words, AreAnalysedByTheChainAndJoined) {
  const Case kCases[] = {
      {"grève", "greve"},
      {"l’industrie", "industrie"},
      {"grève cheminots", "and(greve,cheminots)"},
      {"la grève des cheminots", "and(greve,cheminots)"},
      {"le la", "and(le,la)"},
      {"\"la grève\" de", "\"la greve\""},
      {"grève ET de", "greve"},
      {"grève OU de", "or(greve,de)"},
      {"grève -de", "and(greve,not(de))"},
      {"la -grève", "and(la,not(greve))"},
      {"puces, composants", "and(puces,composants)"},
      {"=Puces", "=puces"},
      {"=grève", "=grève"},
      {"titre:grève", "greve@title"},
      {"texte:(grève usine)", "and(greve@text,usine@text)"},
  };
  for (const Case& c : kCases) {
    EXPECT_EQ(PlanTextOf(c.input, AndOptions()), c.want) << c.input;
  }
}

TEST(Words, UnderOrAreAlternativeClauses) {
  const Case kCases[] = {
      {"grève cheminots", "or(greve,cheminots)"},
      {"la grève", "and(greve,la^0.1?)"},
      {"la", "la"},
      {"quelle est la cause de la grève",
       "and(or(cause,greve),est^0.1?,la^0.1?,de^0.1?,la^0.1?)"},
      {"pourquoi", "pourquoi"},
      {"comment faire grève", "or(faire^0.4,greve)"},
      {"nombre de grévistes", "and(or(nombre^0.4,grevistes),de^0.1?)"},
      {"\"la grève\" la", "or(\"la greve\",la)"},
      {"Banque de France",
       "or~(entity[org/banque-de-france],or(banque,france))"},
      {"(la grève) NEAR train", "near/5(greve,train)"},
      {"grève cheminots -train", "and(or(greve,cheminots),not(train))"},
  };
  for (const Case& c : kCases) {
    EXPECT_EQ(PlanTextOf(c.input, OrOptions()), c.want) << c.input;
  }
}

TEST(Words, ACompoundIsItsJoinOrItsParts) {
  const Case kCases[] = {
      {"sous-traitant", "or~(sous-traitant,\"sous traitant\")"},
      {"=sous-traitant", "or~(=sous-traitant,\"=sous =traitant\")"},
      {"titre:sous-traitant",
       "or~(sous-traitant@title,\"sous traitant\"@title)"},
      {"semiconducteur", "semi-conducteur"},
  };
  for (const Case& c : kCases) {
    EXPECT_EQ(PlanTextOf(c.input, AndOptions()), c.want) << c.input;
  }
}

TEST(Words, AFurtherReadingIsAnAlternative) {
  EXPECT_EQ(PlanTextOf("XXIe", AndOptions()), "or~(xxie,21)");
}

TEST(Phrases, KeepStopWordsAndTheirPlaces) {
  const Case kCases[] = {
      {"\"grève des cheminots\"", "\"greve des cheminots\""},
      {"« marché de l’emploi »", "\"marche de emploi\""},
      {"\"de\"", "de"},
      {"=\"les puces\"", "\"=les =puces\""},
      {"titre:\"la grève\"", "\"la greve\"@title"},
      {"\"un sous-traitant chinois\"",
       "or~(\"un sous traitant chinois\",\"un sous-traitant chinois\")"},
      {"\"semiconducteurs chinois\"",
       "or~(\"semi-conducteurs chinois\",\"semi-conducteurs chinois+2\")"},
  };
  for (const Case& c : kCases) {
    EXPECT_EQ(PlanTextOf(c.input, AndOptions()), c.want) << c.input;
  }
}

TEST(Prefixes, AreFoldedForms) {
  const Case kCases[] = {
      {"indus*", "prefix[indus]"},
      {"Élec*", "prefix[elec]"},
      {"l’indus*", "prefix[indus]"},
      {"titre:indus*", "prefix[indus]@title"},
      {"*", "all"},
      {"a ET *", "a"},
  };
  for (const Case& c : kCases) {
    EXPECT_EQ(PlanTextOf(c.input, AndOptions()), c.want) << c.input;
  }
}

TEST(Words, KnowTheirBytesInTheQuery) {
  const auto plan =
      MakePlan("  l’industrie\u00A0\u00A0 lourde", {}, TestDictionary());
  ASSERT_TRUE(plan.ok());
  const std::string text = FullPlanText(plan->root);
  // Two spaces, l and a three-byte apostrophe stand before the core word.
  EXPECT_THAT(text, HasSubstr("industrie<6,15>"));
  EXPECT_THAT(text, HasSubstr("lourde<20,26>"));
}

TEST(LeafText, MapsAWordOnTheEdgeOfAPieceToThatPiece) {
  AstNode leaf;
  leaf.kind = AstKind::kWords;
  leaf.words = {{"un", {3, 5}}, {"deux", {10, 14}}};
  const LeafText text(leaf);
  ASSERT_EQ(text.units().size(), 2U);
  EXPECT_EQ(text.InQuery(text.units()[0].range), (ByteRange{3, 5}));
  EXPECT_EQ(text.InQuery(text.units()[1].range), (ByteRange{10, 14}));
}

}  // namespace
}  // namespace vigie::query
