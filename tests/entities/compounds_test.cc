#include "entities/compounds.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/entities/recognition.h"

namespace vigie::entities {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr char kLines[] =
    R"({"id":"org/meta","type":"organization","label":{"fr":"Meta"},"aliases":[{"t":"Meta"}]}
{"id":"org/microsoft","type":"organization","label":{"fr":"Microsoft"},"aliases":[{"t":"Microsoft"}]}
{"id":"org/openai","type":"organization","label":{"fr":"OpenAI"},"aliases":[{"t":"OpenAI"}]}
{"id":"place/paris","type":"place","label":{"fr":"Paris"},"aliases":[{"t":"Paris"}]}
{"id":"place/ara","type":"place","label":{"fr":"Auvergne-Rhône-Alpes"},"aliases":[{"t":"Auvergne-Rhône-Alpes"}]}
{"id":"place/auvergne","type":"place","label":{"fr":"Auvergne"},"aliases":[{"t":"Auvergne"}]}
{"id":"org/echos","type":"organization","label":{"fr":"Les Echos"},"aliases":[{"t":"Les Echos"}]}
{"id":"org/parisien","type":"organization","label":{"fr":"Le Parisien"},"aliases":[{"t":"Le Parisien"}]}
{"id":"product/mai","type":"product","label":{"fr":"MAI-1-preview"},"aliases":[{"t":"MAI-1-preview"}]}
)";

TEST(Compounds, HideTheirParts) {
  EXPECT_THAT(Find(kLines, "Une Meta-Analyse, une méta-analyse."), IsEmpty());
  EXPECT_THAT(Find(kLines, "Le magazine Paris-Match."), IsEmpty());
  EXPECT_THAT(Find(kLines, "Un plan anti-Microsoft."), IsEmpty());
}

TEST(Compounds, ThatPairNamesShowBoth) {
  EXPECT_THAT(Find(kLines, "L’accord Microsoft-OpenAI."),
              ElementsAre("org/microsoft: Microsoft (dictionary)",
                          "org/openai: OpenAI (dictionary)"));
  EXPECT_THAT(Find(kLines, "Le groupe Les Echos-Le Parisien."),
              ElementsAre("org/echos: Les Echos (dictionary)",
                          "org/parisien: Le Parisien (dictionary)"));
}

TEST(Compounds, ThatPairANameWithAWordShowNone) {
  EXPECT_THAT(Find(kLines, "L’accord Microsoft-Zorglub."), IsEmpty());
  EXPECT_THAT(Find(kLines, "L’accord Microsoft-OpenAI-Zorglub."), IsEmpty());
}

TEST(Compounds, ThatAreNamesShowThemWhole) {
  EXPECT_THAT(Find(kLines, "En Auvergne-Rhône-Alpes."),
              ElementsAre("place/ara: Auvergne-Rhône-Alpes (dictionary)"));
  EXPECT_THAT(Find(kLines, "En Auvergne Rhône Alpes, dit-on."),
              ElementsAre("place/ara: Auvergne Rhône Alpes (dictionary)",
                          "place/auvergne: Auvergne < Auvergne Rhône Alpes "
                          "(dictionary)"));
  EXPECT_THAT(Find(kLines, "MAI-1-preview est sorti."),
              ElementsAre("product/mai: MAI-1-preview (dictionary)"));
}

TEST(Compounds, OfSetItemsAndAliasesAlsoMatchTheSolidSpelling) {
  const std::string lines =
      R"({"id":"concept/sc","type":"concept","label":{"fr":"semi-conducteur"},"aliases":[{"t":"semi-conducteur","match":"lemma"}]})";
  EXPECT_THAT(Find(lines,
                   "Un semiconducteur, des semi-conducteurs, des semi "
                   "conducteurs."),
              ElementsAre("concept/sc: semiconducteur (concept)",
                          "concept/sc: semi-conducteurs (concept)",
                          "concept/sc: semi conducteurs (concept)"));
}

}  // namespace
}  // namespace vigie::entities
