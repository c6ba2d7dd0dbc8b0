#include "entities/concepts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/entities/recognition.h"

namespace vigie::entities {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr char kChipIp[] =
    R"({"id":"concept/chip-ip","type":"concept","label":{"fr":"propriété intellectuelle des puces","en":"chip IP"},"sets":{"IP":["propriété intellectuelle","droit de propriété intellectuelle","brevet","IP/exact"],"CHIP":["puce","chip/en","processeur"]},"rules":[{"near":["IP","CHIP"],"window":5},{"phrase":"cœur de processeur"}],"neg":["marché aux puces","puce à l'oreille"]})";

TEST(NearRules, SpanBothMembers) {
  EXPECT_THAT(Find(kChipIp, "La propriété intellectuelle sur les puces d’IA."),
              ElementsAre("concept/chip-ip: propriété intellectuelle sur les "
                          "puces (concept)"));
  EXPECT_THAT(Find(kChipIp, "Des puces sous brevets."),
              ElementsAre("concept/chip-ip: puces sous brevets (concept)"));
}

TEST(NearRules, PreferTheLongestMember) {
  EXPECT_THAT(
      Find(kChipIp, "Les droits de propriété intellectuelle des puces."),
      ElementsAre("concept/chip-ip: droits de propriété intellectuelle des "
                  "puces (concept)"));
}

TEST(NearRules, CountTheTokensBetweenTheNearestEnds) {
  EXPECT_THAT(Find(kChipIp, "Un brevet un deux trois quatre cinq puce."),
              ElementsAre("concept/chip-ip: brevet un deux trois quatre cinq "
                          "puce (concept)"));
  EXPECT_THAT(Find(kChipIp, "Un brevet un deux trois quatre cinq six puce."),
              IsEmpty());
}

TEST(NearRules, StayInTheSentence) {
  EXPECT_THAT(Find(kChipIp, "Il a un brevet. La puce est là."), IsEmpty());
}

TEST(NearRules, MayReachOverTheParagraph) {
  std::string lines = kChipIp;
  lines.replace(lines.find("\"window\":5"), 10,
                "\"window\":5,\"scope\":\"paragraph\"");
  EXPECT_THAT(Find(lines, "Il a un brevet. La puce est là."),
              ElementsAre("concept/chip-ip: brevet. La puce (concept)"));
  EXPECT_THAT(Find(lines, "Il a un brevet.\nLa puce est là."), IsEmpty());
}

TEST(NearRules, TakeTheClosestPairsWithoutOverlap) {
  EXPECT_THAT(Find(kChipIp, "Un brevet loin, un brevet sur la puce."),
              ElementsAre("concept/chip-ip: brevet sur la puce (concept)"));
  EXPECT_THAT(Find(kChipIp, "Brevet de puce et brevet de processeur."),
              ElementsAre("concept/chip-ip: Brevet de puce (concept)",
                          "concept/chip-ip: brevet de processeur (concept)"));
}

TEST(NearRules, FollowTheSuffixesOfSetItems) {
  EXPECT_THAT(Find(kChipIp, "The IP of chips."),
              ElementsAre("concept/chip-ip: IP of chips (concept)"));
  EXPECT_THAT(Find(kChipIp, "The ip of chips."), IsEmpty());
}

TEST(NearRules, IgnoreMembersThatANegativeCovers) {
  EXPECT_THAT(Find(kChipIp, "Un brevet vendu au marché aux puces."), IsEmpty());
  EXPECT_THAT(Find(kChipIp, "Le brevet lui a mis la puce à l’oreille."),
              IsEmpty());
}

TEST(NearRules, IgnorePartsOfOtherCompounds) {
  EXPECT_THAT(Find(kChipIp, "Un brevet de porte-puce."), IsEmpty());
}

TEST(PhraseRules, MatchByLemma) {
  EXPECT_THAT(Find(kChipIp, "Des cœurs de processeurs."),
              ElementsAre("concept/chip-ip: cœurs de processeurs (concept)"));
}

constexpr char kAi[] =
    R"({"id":"concept/ia","type":"concept","label":{"fr":"intelligence artificielle"},"aliases":[{"t":"IA","case":"exact"},{"t":"AI","case":"exact","lang":"en"},{"t":"intelligence artificielle","match":"lemma"}],"ner_block":true}
{"id":"org/mistral","type":"organization","label":{"fr":"Mistral AI"},"aliases":[{"t":"Mistral AI"}]}
{"id":"concept/puce-ia","type":"concept","label":{"fr":"puce IA"},"aliases":[{"t":"puce IA","match":"lemma"}]}
)";

TEST(Concepts, AreFoundByTheirAliases) {
  EXPECT_THAT(
      Find(kAi, "L’IA et l’AI, des intelligences artificielles; ia."),
      ElementsAre("concept/ia: IA (concept)", "concept/ia: AI (concept)",
                  "concept/ia: intelligences artificielles (concept)"));
}

TEST(Concepts, NestInNamesAndOtherConceptsWithoutHidingThem) {
  EXPECT_THAT(Find(kAi, "Mistral AI vend des puces IA."),
              ElementsAre("org/mistral: Mistral AI (dictionary)",
                          "concept/ia: AI < Mistral AI (concept)",
                          "concept/puce-ia: puces IA (concept)",
                          "concept/ia: IA < puces IA (concept)"));
}

TEST(Concepts, OfOneIdKeepTheLongest) {
  const std::string lines =
      R"({"id":"concept/x","type":"concept","label":{"fr":"x"},"aliases":[{"t":"réseau"},{"t":"réseau de neurones"}],"rules":[{"phrase":"neurones profonds"}]})";
  EXPECT_THAT(Find(lines, "Un réseau de neurones profonds, un réseau."),
              ElementsAre("concept/x: réseau de neurones (concept)",
                          "concept/x: réseau (concept)"));
}

TEST(Concepts, DoNotHideTheNamesThatTheyCross) {
  const std::string lines = std::string(kChipIp) +
                            R"(
{"id":"org/arm","type":"organization","label":{"fr":"Arm"},"aliases":[{"t":"Arm"}]})";
  EXPECT_THAT(Find(lines, "Les brevets d’Arm sur les puces."),
              ElementsAre("concept/chip-ip: brevets d’Arm sur les puces "
                          "(concept)",
                          "org/arm: Arm (dictionary)"));
}

TEST(FindRules, MayBeSilentWhereTheConceptIsNamed) {
  constexpr char kModels[] =
      R"({"id":"concept/ia","type":"concept","label":{"fr":"IA"},"aliases":[{"t":"IA","case":"exact"}],"sets":{"MODELE":["modèle"],"APPREND":["entraîner"]},"rules":[{"find":"MODELE","with":["APPREND"],"unless_named":true}]})";
  EXPECT_THAT(Find(kModels, "Il veut entraîner un modèle."),
              ElementsAre("concept/ia: modèle (concept)"));
  EXPECT_THAT(Find(kModels, "L’IA avance. Il veut entraîner un modèle."),
              ElementsAre("concept/ia: IA (concept)"));
}

}  // namespace
}  // namespace vigie::entities
