#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "query/planner.h"
#include "tests/query/plan_text.h"

namespace vigie::query {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

struct Case {
  const char* input;
  const char* want;
};

TEST(Names, BareOnesAreEntityOrWords) {
  const Case kCases[] = {
      {"Broadcom", "or~(entity[org/broadcom],broadcom)"},
      {"broadcom", "or~(entity[org/broadcom],broadcom)"},
      {"d’OpenAI", "or~(entity[org/openai],openai)"},
      {"chip IP", "or~(entity[concept/chip-ip],and(chip,ip))"},
      {"accord Banque de France signé",
       "and(accord,or~(entity[org/"
       "banque-de-france],and(banque,france)),signe)"},
      {"banque France", "and(banque,or~(entity[place/france],france))"},
      {"Le Monde", "or~(entity[org/le-monde],monde)"},
      {"L’Oréal", "or~(entity[org/l-oreal],oreal)"},
      {"Orange", "or~(entity[org/orange place/orange],orange)"},
      {"Microsoft, OpenAI",
       "and(or~(entity[org/microsoft],microsoft),"
       "or~(entity[org/openai],openai))"},
      {"MAI-1-preview",
       "or~(entity[product/mai-1-preview],mai-1-preview,\"mai 1 preview\")"},
  };
  for (const Case& c : kCases) {
    EXPECT_EQ(PlanTextOf(c.input, AndOptions()), c.want) << c.input;
  }
}

TEST(Names, ACommonWordIsNotTheConceptOfThatName) {
  EXPECT_EQ(PlanTextOf("grève", AndOptions()), "greve");
  EXPECT_EQ(PlanTextOf("GRÈVES", AndOptions()), "greves");
  EXPECT_EQ(PlanTextOf("\"grève\"", AndOptions()), "greve");
  EXPECT_EQ(PlanTextOf("concept:grève", AndOptions()), "entity[concept/greve]");
  EXPECT_EQ(PlanTextOf("IA", AndOptions()),
            "or~(entity[concept/ia],ia,\"intelligence artificielle\")");
  EXPECT_EQ(PlanTextOf("\"intelligence artificielle\"", AndOptions()),
            "\"intelligence artificielle\"");
  EXPECT_EQ(PlanTextOf("intelligence artificielle", AndOptions()),
            "or~(entity[concept/ia],and(intelligence,artificielle),ia)");
}

TEST(Names, AGrammaticalWordIsNoAcronymUnlessWrittenAsOne) {
  EXPECT_EQ(PlanTextOf("un accord", AndOptions()), "accord");
  EXPECT_EQ(PlanTextOf("un", AndOptions()), "un");
  EXPECT_EQ(PlanTextOf("UN accord", AndOptions()),
            "and(or~(entity[org/onu],un),accord)");
}

TEST(Names, ACommonWordIsNoNameThatIsSpeltOtherwise) {
  const Case kCases[] = {
      {"être", "etre"},
      {"Être", "etre"},
      {"etre", "etre"},
      {"ETRE", "or~(entity[org/etre],etre)"},
      {"équipe", "equipe"},
      {"l’équipe", "or~(entity[org/l-equipe],equipe)"},
      {"réalisé", "realise"},
      {"orange", "or~(entity[org/orange place/orange],orange)"},
      {"l’oréal", "or~(entity[org/l-oreal],oreal)"},
  };
  for (const Case& c : kCases) {
    EXPECT_EQ(PlanTextOf(c.input, AndOptions()), c.want) << c.input;
  }
}

TEST(Names, UnderOrKeepTheirWordsAsTheyAre) {
  EXPECT_EQ(PlanTextOf("chip IP", OrOptions()),
            "or~(entity[concept/chip-ip],or(chip,ip))");
}

TEST(Names, AnOperatorPartsThem) {
  EXPECT_EQ(PlanTextOf("chip ET IP", AndOptions()), "and(chip,ip)");
  EXPECT_EQ(PlanTextOf("(chip) IP", AndOptions()), "and(chip,ip)");
}

TEST(Names, QuotedOnesAreEntityOrPhrase) {
  const Case kCases[] = {
      {"\"chip IP\"", "or~(entity[concept/chip-ip],\"chip ip\")"},
      {"«\u00A0Broadcom\u00A0»", "or~(entity[org/broadcom],broadcom)"},
      {"\"chip IP Broadcom\"", "\"chip ip broadcom\""},
  };
  for (const Case& c : kCases) {
    EXPECT_EQ(PlanTextOf(c.input, AndOptions()), c.want) << c.input;
  }
}

TEST(Names, ExactAndFieldedTextIsText) {
  EXPECT_EQ(PlanTextOf("=Broadcom", AndOptions()), "=broadcom");
  EXPECT_EQ(PlanTextOf("=\"chip IP\"", AndOptions()), "\"=chip =ip\"");
  EXPECT_EQ(PlanTextOf("titre:Broadcom", AndOptions()), "broadcom@title");
}

TEST(Names, ClausesResolveInBothLanguages) {
  const Case kCases[] = {
      {"entity:\"chip IP\"", "entity[concept/chip-ip]"},
      {"entité:\"propriété intellectuelle sur les puces\"",
       "entity[concept/chip-ip]"},
      {"entité:org/broadcom", "entity[org/broadcom]"},
      {"concept:\"artificial intelligence\"", "entity[concept/ia]"},
      {"concept:Broadcom", "none"},
      {"entity:Orange", "entity[org/orange place/orange]"},
      {"entity:Nobody", "none"},
      {"type:organisation", "type[organization]"},
      {"type:dragon", "none"},
      {"source:\"L’Équipe\"", "source[equipe]"},
  };
  for (const Case& c : kCases) {
    EXPECT_EQ(PlanTextOf(c.input, AndOptions()), c.want) << c.input;
  }
}

TEST(Names, ListWhatTheyWereReadAs) {
  const auto plan =
      MakePlan("accord chip  IP entity:Orange", {}, TestDictionary());
  ASSERT_TRUE(plan.ok());
  const auto& expansions = plan->understanding.expansions;
  ASSERT_EQ(expansions.size(), 2U);
  EXPECT_EQ(expansions[0].kind, QueryExpansion::Kind::kEntity);
  EXPECT_EQ(expansions[0].range, (ByteRange{7, 15}));
  EXPECT_EQ(expansions[0].source, "chip IP");
  EXPECT_THAT(expansions[0].targets, ElementsAre("concept/chip-ip"));
  EXPECT_EQ(expansions[1].source, "Orange");
  EXPECT_THAT(expansions[1].targets, ElementsAre("org/orange", "place/orange"));
}

TEST(Names, AnUnknownOneIsSuggestedItsNeighbours) {
  const auto plan = MakePlan("x entity:Brodcom", {}, TestDictionary());
  ASSERT_TRUE(plan.ok());
  ASSERT_EQ(plan->understanding.warnings.size(), 1U);
  const QueryWarning& warning = plan->understanding.warnings[0];
  EXPECT_EQ(warning.code, "UNKNOWN_ENTITY");
  EXPECT_EQ(warning.range, (ByteRange{2, 16}));
  EXPECT_THAT(warning.message, HasSubstr("Broadcom (org/broadcom)"));
  EXPECT_THAT(warning.message_en, HasSubstr("Broadcom (org/broadcom)"));
}

}  // namespace
}  // namespace vigie::query
