// Full names: typography, case, accents, context, overlaps.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/entities/recognition.h"

namespace vigie::entities {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr char kOpenAi[] =
    R"({"id":"org/openai","type":"organization","label":{"fr":"OpenAI"},"aliases":[{"t":"OpenAI"},{"t":"Open AI"}]}
{"id":"product/azure-openai","type":"product","label":{"fr":"Azure OpenAI"},"aliases":[{"t":"Azure OpenAI"}]}
)";

std::string Org(const std::string& alias_fields,
                const std::string& entity_fields = "") {
  return R"({"id":"org/x","type":"organization","label":{"fr":"X"},)" +
         entity_fields + R"("aliases":[{)" + alias_fields + "}]}";
}

struct SurfaceCase {
  std::string alias;  // fields of the alias
  std::string text;
  std::string found;  // surface, or "" for none
};

void Check(const std::vector<SurfaceCase>& cases) {
  for (const SurfaceCase& c : cases) {
    std::vector<std::string> want;
    if (!c.found.empty()) want.push_back("org/x: " + c.found + " (dictionary)");
    EXPECT_EQ(Find(Org(c.alias), c.text), want) << c.alias << " in " << c.text;
  }
}

TEST(Names, LeaveTheElidedWordOut) {
  EXPECT_THAT(Find(kOpenAi, "Le modèle d’OpenAI, l'OpenAI de 2020."),
              ElementsAre("org/openai: OpenAI (dictionary)",
                          "org/openai: OpenAI (dictionary)"));
}

TEST(Names, KeepAnElidedWordThatIsTheirs) {
  Check({
      {R"("t":"L'Oréal")", "Chez L’Oréal, tout va.", "L’Oréal"},
      {R"("t":"L'Oréal")", "Chez l’Oréal, tout va.", ""},
      {R"("t":"L'Oréal")", "Les gammes d’Oréal.", ""},
      {R"("t":"L'Oréal")", "Le nom Oréal seul.", ""},
      {R"("t":"L'Oréal","case":"any")", "chez l'oréal", "l'oréal"},
      {R"("t":"L'Oréal","case":"exact")", "Chez L’Oréal.", "L’Oréal"},
      {R"("t":"L'Oréal","case":"exact")", "Chez L’ORÉAL.", ""},
  });
}

TEST(Names, FollowTheCasePolicy) {
  Check({
      {R"("t":"Meta")", "Meta gagne.", "Meta"},
      {R"("t":"Meta")", "META GAGNE", "META"},
      {R"("t":"Meta")", "le niveau meta", ""},
      {R"("t":"Le Monde")", "Lu dans Le Monde hier", "Le Monde"},
      {R"("t":"Le Monde")", "dans le Monde", ""},
      {R"("t":"Le Monde")", "Le monde change", ""},
      {R"("t":"xAI")", "avec xAI", "xAI"},
      {R"("t":"Banque de France")", "la BANQUE DE FRANCE", "BANQUE DE FRANCE"},
      {R"("t":"IA","case":"exact")", "l’IA", "IA"},
      {R"("t":"IA","case":"exact")", "Ia", ""},
      {R"("t":"Open AI","case":"exact")", "Open\u00A0AI", "Open\u00A0AI"},
      {R"("t":"nuage","case":"any")", "NUAGE", "NUAGE"},
  });
}

TEST(Names, ReadDottedAcronymsAsPlainOnes) {
  Check({
      {R"("t":"USA","case":"exact")", "les plages (Floride, U.S.A.) et",
       "U.S.A."},
      {R"("t":"U.S.A.","case":"exact")", "aux USA", "USA"},
      {R"("t":"USA","case":"exact")", "aux usa", ""},
  });
}

TEST(Names, AreNotReadIntoAddresses) {
  Check({
      {R"("t":"France.tv")", "sur France.tv hier", "France.tv"},
      {R"("t":"France.tv")", "en France hier", ""},
      {R"("t":"France")", "sur France.tv hier", ""},
      {R"("t":"Google","case":"any")", "à contact@google.com, www.google.fr",
       ""},
  });
}

TEST(Names, FollowTheAccentPolicy) {
  Check({
      {R"("t":"Péché","accents":"exact")", "Le Péché.", "Péché"},
      {R"("t":"Péché","accents":"exact")", "La Pêche.", ""},
      {R"("t":"Péché")", "La Pêche.", "Pêche"},
      {R"("t":"Péché","accents":"exact","match":"lemma")", "Les Péchés.",
       "Péchés"},
      {R"("t":"Péché","accents":"exact","match":"lemma")", "Les Pêches.", ""},
  });
}

TEST(Names, MatchInflectedFormsOnlyByLemma) {
  Check({
      {R"("t":"Puce","match":"lemma")", "Les Puces.", "Puces"},
      {R"("t":"Puce")", "Les Puces.", ""},
  });
}

TEST(Names, DoNotRunOverPunctuationOrSentences) {
  Check({
      {R"("t":"Azure OpenAI")", "sur Azure OpenAI", "Azure OpenAI"},
      {R"("t":"Azure OpenAI")", "sur Azure, OpenAI", ""},
      {R"("t":"Azure OpenAI")", "sur Azure (OpenAI)", ""},
      {R"("t":"Azure OpenAI")", "sur Azure. OpenAI dit", ""},
      {R"("t":"Azure OpenAI")", "sur Azure\nOpenAI dit", ""},
      {R"("t":"Alpha, Beta et Cie")", "chez Alpha, Beta et Cie",
       "Alpha, Beta et Cie"},
  });
}

TEST(Names, ListTheNestedOnesOfOtherEntities) {
  EXPECT_THAT(Find(kOpenAi, "Le service Azure OpenAI."),
              ElementsAre("product/azure-openai: Azure OpenAI (dictionary)",
                          "org/openai: OpenAI < Azure OpenAI (dictionary)"));
}

TEST(Names, DoNotNestAnEntityInItself) {
  const std::string lines =
      R"({"id":"org/m","type":"organization","label":{"fr":"M"},"aliases":[{"t":"Microsoft"},{"t":"Microsoft Corporation"}]})";
  EXPECT_THAT(Find(lines, "Chez Microsoft Corporation."),
              ElementsAre("org/m: Microsoft Corporation (dictionary)"));
}

TEST(Names, GiveTheOutermostParent) {
  const std::string lines =
      R"({"id":"place/paris","type":"place","label":{"fr":"Paris"},"aliases":[{"t":"Paris"}]}
{"id":"org/u","type":"organization","label":{"fr":"U"},"aliases":[{"t":"Université de Paris"}]}
{"id":"org/p","type":"organization","label":{"fr":"P"},"aliases":[{"t":"Presses de l'Université de Paris"}]})";
  EXPECT_THAT(
      Find(lines, "Les Presses de l’Université de Paris."),
      ElementsAre("org/p: Presses de l’Université de Paris (dictionary)",
                  "org/u: Université de Paris < Presses de l’Université de "
                  "Paris (dictionary)",
                  "place/paris: Paris < Presses de l’Université de Paris "
                  "(dictionary)"));
}

TEST(Names, LetTheLeftmostStandWhereTwoOverlap) {
  const std::string lines =
      R"({"id":"org/a","type":"organization","label":{"fr":"a"},"aliases":[{"t":"Alpha Beta"}]}
{"id":"org/b","type":"organization","label":{"fr":"b"},"aliases":[{"t":"Beta Gamma Delta"}]})";
  EXPECT_THAT(Find(lines, "Le groupe Alpha Beta Gamma Delta."),
              ElementsAre("org/a: Alpha Beta (dictionary)"));
}

TEST(Names, GiveAPlaceToTheBestScoreThenToTheFirstInTheFile) {
  const std::string lines =
      R"({"id":"org/a","type":"organization","label":{"fr":"a"},"aliases":[{"t":"Orion"}],"pos":["étoile"]}
{"id":"org/b","type":"organization","label":{"fr":"b"},"aliases":[{"t":"Orion"}],"pos":["banque"]})";
  EXPECT_THAT(Find(lines, "La banque Orion."),
              ElementsAre("org/b: Orion (dictionary)"));
  EXPECT_THAT(Find(lines, "Chez Orion."),
              ElementsAre("org/a: Orion (dictionary)"));
}

constexpr char kOrange[] =
    R"({"id":"org/orange","type":"organization","label":{"fr":"Orange"},"min_score":2,"aliases":[{"t":"Orange"},{"t":"Orange Business","min_score":1}],"pos":["opérateur","fibre optique"],"neg":["alerte orange","jus"]})";

TEST(Context, IsNeededByAmbiguousNames) {
  EXPECT_THAT(Find(kOrange, "La part d’Orange est connue."), IsEmpty());
  EXPECT_THAT(Find(kOrange, "L’opérateur Orange a gagné."),
              ElementsAre("org/orange: Orange (dictionary)"));
  EXPECT_THAT(Find(kOrange, "Orange a gagné. La fibre optique avance."),
              ElementsAre("org/orange: Orange (dictionary)"));
  EXPECT_THAT(Find(kOrange, "Orange a gagné.", "Les opérateurs"),
              ElementsAre("org/orange: Orange (dictionary)"));
}

TEST(Context, SpeaksAgainst) {
  EXPECT_THAT(Find(kOrange, "L’opérateur boit un jus Orange."), IsEmpty());
  EXPECT_THAT(Find(kOrange, "L’opérateur est en Alerte Orange."), IsEmpty());
  EXPECT_THAT(
      Find(kOrange, "L’opérateur Orange parle. Une alerte orange tombe."),
      ElementsAre("org/orange: Orange (dictionary)"));
}

TEST(Context, OfAnotherAliasOfTheEntityCounts) {
  EXPECT_THAT(Find(kOrange, "Orange Business vend. Orange achète."),
              ElementsAre("org/orange: Orange Business (dictionary)",
                          "org/orange: Orange (dictionary)"));
}

TEST(Context, IsNotTheNameItself) {
  const std::string lines =
      Org(R"("t":"Crédit Coop","min_score":2)", R"("pos":["crédit"],)");
  EXPECT_THAT(Find(lines, "Le Crédit Coop ferme."), IsEmpty());
  EXPECT_THAT(Find(lines, "Le crédit du Crédit Coop."),
              ElementsAre("org/x: Crédit Coop (dictionary)"));
}

TEST(Context, NeededByAnAliasMayStandAnywhere) {
  Check({
      {R"("t":"AVGO","need":["bourse"])", "AVGO monte.", ""},
      {R"("t":"AVGO","need":["bourse"])", "AVGO monte. Les bourses aussi.",
       "AVGO"},
  });
}

TEST(Context, NeedFullAsksForAnotherFullAlias) {
  const std::string lines =
      R"({"id":"org/x","type":"organization","label":{"fr":"X"},"aliases":[{"t":"Total","need_full":true},{"t":"TotalEnergies"}]})";
  EXPECT_THAT(Find(lines, "Total des ventes."), IsEmpty());
  EXPECT_THAT(Find(lines, "Total, devenu TotalEnergies."),
              ElementsAre("org/x: Total (dictionary)",
                          "org/x: TotalEnergies (dictionary)"));
}

}  // namespace
}  // namespace vigie::entities
