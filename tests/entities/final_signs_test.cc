// Names whose last sign no token holds.
#include "entities/final_signs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/entities/recognition.h"

namespace vigie::entities {
namespace {

using ::testing::ElementsAre;

constexpr char kNames[] =
    R"({"id":"org/canal","type":"organization","label":{"fr":"Canal+"},"aliases":[{"t":"Canal+"},{"t":"Canal Plus"}]}
{"id":"org/groupe-canal","type":"organization","label":{"fr":"Groupe Canal+"},"aliases":[{"t":"Groupe Canal+"}]}
{"id":"org/yahoo","type":"organization","label":{"fr":"Yahoo"},"aliases":[{"t":"Yahoo"}]}
{"id":"person/downey","type":"person","label":{"fr":"Robert Downey Jr."},"aliases":[{"t":"Robert Downey Jr."}]}
{"id":"person/malcolm-x","type":"person","label":{"fr":"Malcolm X"},"aliases":[{"t":"Malcolm X"}]}
)";

TEST(TakeFinalSigns, FollowsTheLabelOfTheEntity) {
  EXPECT_THAT(Find(kNames, "Sur Canal+, un film."),
              ElementsAre("org/canal: Canal+ (dictionary)"));
  EXPECT_THAT(Find(kNames, "Sur Canal Plus, un film."),
              ElementsAre("org/canal: Canal Plus (dictionary)"));
  EXPECT_THAT(Find(kNames, "Vive Yahoo!"),
              ElementsAre("org/yahoo: Yahoo (dictionary)"));
  EXPECT_THAT(Find(kNames, "Il vit Robert Downey Jr. hier."),
              ElementsAre("person/downey: Robert Downey Jr. (dictionary)"));
  EXPECT_THAT(Find(kNames, "Il vit Malcolm X."),
              ElementsAre("person/malcolm-x: Malcolm X (dictionary)"));
}

TEST(TakeFinalSigns, LengthensTheNamesAroundToo) {
  EXPECT_THAT(Find(kNames, "Le Groupe Canal+ gagne."),
              ElementsAre("org/groupe-canal: Groupe Canal+ (dictionary)",
                          "org/canal: Canal+ < Groupe Canal+ (dictionary)"));
}

TEST(TakeFinalSigns, TakesTheStopOfAnInitialThatTheModelFound) {
  constexpr std::string_view kText = "Nolan L. avoue. Nolan L. nie.";
  FoundMention person;
  person.range = {0, 7};
  person.rule = MentionRule::kModel;
  FoundMention place = person;
  place.entity = 1;
  place.range = {16, 23};
  std::vector<FoundMention> mentions = {person, place};
  TakeFinalSigns(
      "", kText,
      [](uint32_t entity) {
        return EntityView{
            "id", "Nolan L",
            entity == 0 ? EntityType::kPerson : EntityType::kPlace};
      },
      &mentions);
  EXPECT_EQ(mentions[0].range.end, 8U);
  EXPECT_EQ(mentions[1].range.end, 23U);
}

}  // namespace
}  // namespace vigie::entities
