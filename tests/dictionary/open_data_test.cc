// Open lists: which names stand alone, which need more, which are left out.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <vector>

#include "tools/dictionary/name_judge.h"
#include "tools/dictionary/open_entities.h"

namespace vigie::tools {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

NameJudge Judge() {
  NameJudge judge;
  std::istringstream names(
      "Florence/L' po:prn is:fem\nMartin po:patr\nMichel/L' po:prn\nPortugal "
      "po:nom\nNord po:nom\nnord po:nom\n");
  judge.LearnNames(names);
  std::istringstream words("# words\nswitch\n");
  judge.LearnCommonWords(words);
  return judge;
}

OpenKind Kind(std::string_view file, const std::string& subtype) {
  OpenRow row;
  row.id = "Q1";
  row.subtype = subtype;
  return KindOf(file, row).value_or(OpenKind());
}

TEST(NameJudge, AsksMoreOfNamesThatSayLess) {
  const NameJudge judge = Judge();
  const OpenKind commune = Kind("places_fr", "commune:FR");
  const OpenKind city = Kind("places_world_naturalearth", "ville France");
  const OpenKind country = Kind("places_cldr_fr", "pays/territoire");
  const OpenKind company = Kind("orgs_sp500", "Software");
  const OpenKind french = Kind("curated_fr_orgs_events", "entreprise FR");
  const OpenKind politician = Kind("ministers_mps", "minister:FR");
  const OpenKind player = Kind("persons_footballers_intl", "footballer x");
  const OpenKind product = Kind("products_simpleicons", "marque");
  struct Case {
    std::string name;
    OpenKind kind;
    Verdict want;
  };
  const std::vector<Case> cases = {
      {"Dresde", city, Verdict::kPlain},
      {"Florence", city, Verdict::kDrop},
      {"Split", city, Verdict::kPlain},
      {"Nord", city, Verdict::kDrop},
      {"Al-Arme", city, Verdict::kDrop},
      {"Eu", commune, Verdict::kDrop},
      {"Vers", commune, Verdict::kDrop},
      {"Martin", commune, Verdict::kDrop},
      {"Montélimar", commune, Verdict::kContext},
      {"Saint-Ouen", commune, Verdict::kPlain},
      {"Roche-sur-Yon", commune, Verdict::kPlain},
      {"Portugal", country, Verdict::kPlain},
      {"province de Séville", city, Verdict::kDrop},
      {"Широ́кое", city, Verdict::kDrop},
      {"Fiserv", company, Verdict::kContext},
      {"Switch", company, Verdict::kDrop},
      {"Cible", company, Verdict::kDrop},
      {"Morgan Stanley", company, Verdict::kPlain},
      {"EQT", company, Verdict::kNeedFull},
      {"HP", company, Verdict::kDrop},
      {"Marc's", company, Verdict::kDrop},
      {"Ipsos", french, Verdict::kExact},
      {"OVHcloud", french, Verdict::kExact},
      {"Axelle Lemaire", politician, Verdict::kPlain},
      {"Jean Michel", politician, Verdict::kApart},
      {"Lemaire", politician, Verdict::kDrop},
      {"J. Lemaire", politician, Verdict::kDrop},
      {"Daniel Sturridge", player, Verdict::kContext},
      {"Pelé", player, Verdict::kDrop},
      {"PostgreSQL", product, Verdict::kExact},
      {"Rhinoceros", product, Verdict::kDrop},
      {"", product, Verdict::kDrop},
      {"???", product, Verdict::kDrop},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(judge.Judge(c.name, c.kind), c.want) << c.name;
  }
}

TEST(OpenSources, LeaveOutWhatThePressDoesNotWriteAbout) {
  OpenRow row;
  row.id = "Q1";
  for (const auto& [file, subtype] :
       std::vector<std::pair<std::string, std::string>>{
           {"orgs_brands", "operators/amenity/school"},
           {"orgs_brands", "transit/route/bus"},
           {"orgs_ror_francophone", "facility FR"},
           {"orgs_ror_world", "healthcare US"},
           {"places_fr", "subdivision"},
           {"prolex_persons", "Celebrite"},
           {"unknown", "pays"}}) {
    row.subtype = subtype;
    EXPECT_FALSE(KindOf(file, row).has_value()) << file << ' ' << subtype;
  }
}

std::vector<std::string> Encoded(OpenEntities* entities) {
  std::vector<std::string> lines;
  for (const OpenEntity& entity : entities->Finish()) {
    lines.push_back(EncodeEntry(entity));
  }
  return lines;
}

TEST(OpenEntities, JoinOneThingAndKeepTwoApart) {
  const NameJudge judge = Judge();
  OpenEntities entities({}, judge);
  const std::string file = "persons_us_congress";
  const std::string senator = "US senator";
  entities.Add(file, {"Ron Johnson", "Ron Johnson", "Q970272", "", senator});
  entities.Add(file, {"Ronald Johnson", "Ron Johnson", "Q970272", "", senator});
  entities.Add(file, {"Ron Johnson", "Ron Johnson", "Q999", "", senator});
  EXPECT_THAT(
      Encoded(&entities),
      ElementsAre(
          R"({"id":"person/ron-johnson","type":"person.politician","label":{"fr":"Ron Johnson"},"qid":"Q970272","aliases":[{"t":"Ron Johnson","min_score":2},"Ronald Johnson"],"pos":["@party"]})"));
}

TEST(OpenEntities, GiveANameToTheBetterList) {
  const NameJudge judge = Judge();
  OpenEntities entities({}, judge);
  entities.Add("places_world_naturalearth",
               {"Dresden", "Dresde", "Q1731", "", "ville Germany"});
  entities.Add("places_fr", {"Dresde", "Dresde", "INSEE:1", "", "commune:FR"});
  entities.Add("orgs_football_clubs",
               {"FC Dresde", "Dresde", "-", "", "club de football de"});
  EXPECT_THAT(
      Encoded(&entities),
      ElementsAre(
          R"({"id":"org/dresde","type":"organization.club","label":{"fr":"Dresde"},"aliases":["FC Dresde"]})",
          R"({"id":"place/dresde","type":"place.city","label":{"fr":"Dresde"},"qid":"Q1731","aliases":[{"t":"Dresde","apart":true},{"t":"Dresden","apart":true}]})"));
}

TEST(OpenEntities, GiveANameToTheBetterKnownTown) {
  struct Case {
    std::string first;
    std::string second;
    std::string second_subtype;
    std::string want;
  };
  const std::string town = "ville Canada";
  const std::vector<Case> cases = {
      {"Q1866453", "Q24826", "ville United Kingdom", "Q24826"},
      {"Q24826", "Q1866453", "ville United Kingdom", "Q24826"},
      {"-", "Q1866453", "ville United Kingdom", "Q1866453"},
      {"Q24826", "Q1866453", "capitale United Kingdom", "Q1866453"},
  };
  const NameJudge judge = Judge();
  for (const Case& c : cases) {
    OpenEntities entities({}, judge);
    const char* const file = "places_world_naturalearth";
    entities.Add(file, {"Liverpool", "Liverpool", c.first, "", town});
    entities.Add(file,
                 {"Liverpool", "Liverpool", c.second, "", c.second_subtype});
    const std::vector<OpenEntity> found = entities.Finish();
    ASSERT_EQ(found.size(), 1U) << c.first << ' ' << c.second;
    EXPECT_EQ(found[0].id, "place/liverpool");
    EXPECT_EQ(found[0].wikidata_id, c.want);
  }
}

TEST(OpenEntities, GiveWayToTheOwnDictionary) {
  const NameJudge judge = Judge();
  OwnNames own;
  own.folded = {"dresde"};
  own.wikidata_ids = {"Q2"};
  OpenEntities entities(own, judge);
  entities.Add("places_world_naturalearth",
               {"Dresden", "Dresde", "Q1731", "", "ville Germany"});
  entities.Add("places_world_naturalearth",
               {"Chemnitz", "Chemnitz", "Q2", "", "ville Germany"});
  EXPECT_THAT(Encoded(&entities), IsEmpty());
}

}  // namespace
}  // namespace vigie::tools
