#include "entities/coreference.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/entities/recognition.h"

namespace vigie::entities {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr char kPeople[] =
    R"({"id":"person/sam-altman","type":"person","label":{"fr":"Sam Altman"},"aliases":[{"t":"Sam Altman"},{"t":"Altman","kind":"short"}]}
{"id":"person/robert-altman","type":"person","label":{"fr":"Robert Altman"},"aliases":[{"t":"Robert Altman"},{"t":"Altman","kind":"short"}]}
{"id":"org/microsoft","type":"organization","label":{"fr":"Microsoft"},"aliases":[{"t":"Microsoft"},{"t":"firme de Redmond","kind":"nominal"},{"t":"la firme de Redmond","kind":"nominal"}]}
{"id":"place/redmond","type":"place","label":{"fr":"Redmond"},"aliases":[{"t":"Redmond"}]}
)";

TEST(ShortNames, NeedTheFullNameSomewhere) {
  EXPECT_THAT(Find(kPeople, "Hier, Altman a parlé."), IsEmpty());
  EXPECT_THAT(Find(kPeople, "Hier, Altman a parlé. Voici Sam Altman."),
              ElementsAre("person/sam-altman: Altman (coreference)",
                          "person/sam-altman: Sam Altman (dictionary)"));
}

TEST(ShortNames, InTheTitleLeanOnTheText) {
  EXPECT_THAT(Find(kPeople, "Sam Altman parle.", "Altman parle"),
              ElementsAre("title person/sam-altman: Altman (coreference)",
                          "person/sam-altman: Sam Altman (dictionary)"));
}

TEST(ShortNames, InsideTheFullNameAreNotAnotherMention) {
  EXPECT_THAT(Find(kPeople, "Voici Sam Altman."),
              ElementsAre("person/sam-altman: Sam Altman (dictionary)"));
}

TEST(ShortNames, InsideAnotherFullNameArePartOfIt) {
  const std::string lines =
      std::string(kPeople) +
      R"({"id":"org/fund","type":"organization","label":{"fr":"Fonds"},"aliases":[{"t":"Fonds Altman"}]})";
  EXPECT_THAT(Find(lines, "Sam Altman crée le Fonds Altman."),
              ElementsAre("person/sam-altman: Sam Altman (dictionary)",
                          "org/fund: Fonds Altman (dictionary)"));
}

TEST(ShortNames, GoToTheOneNamedLast) {
  EXPECT_THAT(Find(kPeople,
                   "Sam Altman vient. On voit Altman. Robert Altman vient. "
                   "On voit Altman."),
              ElementsAre("person/sam-altman: Sam Altman (dictionary)",
                          "person/sam-altman: Altman (coreference)",
                          "person/robert-altman: Robert Altman (dictionary)",
                          "person/robert-altman: Altman (coreference)"));
}

TEST(ShortNames, BeforeEveryFullNameGoToTheFirst) {
  EXPECT_THAT(
      Find(kPeople, "On voit Altman. Robert Altman vient, puis Sam Altman."),
      ElementsAre("person/robert-altman: Altman (coreference)",
                  "person/robert-altman: Robert Altman (dictionary)",
                  "person/sam-altman: Sam Altman (dictionary)"));
}

TEST(ShortNames, AfterAnotherFirstNameAreSomeoneElse) {
  EXPECT_THAT(Find(kPeople, "Sam Altman parle du cinéma de Victor Altman."),
              ElementsAre("person/sam-altman: Sam Altman (dictionary)"));
}

TEST(ShortNames, MayFollowATitleAStopWordOrAnotherName) {
  for (const std::string before :
       {"M. ", "Mme ", "le président ", "le Président ", "Microsoft, ", "Pour ",
        "d’"}) {
    const std::vector<std::string> found =
        Find(kPeople, "Sam Altman vient. " + before + "Altman parle.");
    ASSERT_FALSE(found.empty());
    EXPECT_EQ(found.back(), "person/sam-altman: Altman (coreference)")
        << before;
  }
}

TEST(NominalNames, NeedAnEarlierMention) {
  EXPECT_THAT(Find(kPeople, "La firme de Redmond vend. Microsoft aussi."),
              ElementsAre("place/redmond: Redmond (dictionary)",
                          "org/microsoft: Microsoft (dictionary)"));
  EXPECT_THAT(
      Find(kPeople, "Microsoft vend. La firme de Redmond aussi."),
      ElementsAre("org/microsoft: Microsoft (dictionary)",
                  "org/microsoft: La firme de Redmond (coreference)",
                  "place/redmond: Redmond < La firme de Redmond (dictionary)"));
}

TEST(NominalNames, LeanOnTheTitle) {
  EXPECT_THAT(
      Find(kPeople, "La firme de Redmond vend.", "Microsoft vend"),
      ElementsAre("title org/microsoft: Microsoft (dictionary)",
                  "org/microsoft: La firme de Redmond (coreference)",
                  "place/redmond: Redmond < La firme de Redmond (dictionary)"));
}

TEST(Confidence, FallsFromFullToShortToNominal) {
  const Recognizer recognizer(ParseOrFail(kPeople));
  const auto confidence = [&](std::string_view text) {
    return Recognize(recognizer, "", text).back().confidence;
  };
  EXPECT_FLOAT_EQ(confidence("Sam Altman"), 1.0F);
  EXPECT_FLOAT_EQ(confidence("Sam Altman vient. On voit Altman."), 0.9F);
  EXPECT_FLOAT_EQ(confidence("Robert Altman et Sam Altman. On voit Altman."),
                  0.75F);
  const std::vector<FoundMention> nominal =
      Recognize(recognizer, "", "Microsoft vend. La firme de Redmond aussi.");
  EXPECT_FLOAT_EQ(nominal[1].confidence, 0.7F);
}

}  // namespace
}  // namespace vigie::entities
