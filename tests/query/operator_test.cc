// Proximity, counting, zones and mentions: syntax tree and plan.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <ctime>
#include <string>

#include "query/planner.h"
#include "tests/query/plan_text.h"

namespace vigie::query {
namespace {

using testing::ElementsAre;

struct Case {
  const char* input;
  const char* want;
};

TEST(Operators, BindAsFactivaDoes) {
  const Case kCases[] = {
      {"a NEAR/5 b", "a NEAR/5 b"},
      {"a PRÈS/5 b", "a NEAR/5 b"},
      {"a ADJ b", "a ADJ/1 b"},
      {"a MÊME-PHRASE b", "a SAME-S b"},
      {"a b NEAR/5 c d", "a ET b NEAR/5 c ET d"},
      {"a ET b NEAR c OU d", "a ET b NEAR/5 c OU d"},
      {"a NEAR/5 b NEAR/5 c", "a NEAR/5 b NEAR/5 c"},
      {"(a NEAR/5 b) NEAR/5 c", "(a NEAR/5 b) NEAR/5 c"},
      {"a NEAR/5 b ADJ/2 c", "(a NEAR/5 b) ADJ/2 c"},
      {"a NEAR/5 (b OU c)", "a NEAR/5 (b OU c)"},
      {"ATLEAST/3 a NEAR/5 b", "ATLEAST/3 a NEAR/5 b"},
      {"(ATLEAST/3 a) NEAR/5 b", "(ATLEAST/3 a) NEAR/5 b"},
      {"ATLEAST/3 (a OU b) c", "ATLEAST/3 (a OU b) ET c"},
      {"ATLEAST/3 a b", "ATLEAST/3 a ET b"},
      {"SAUF ATLEAST/3 a", "SAUF ATLEAST/3 a"},
      {"-a NEAR/5 b c", "c SAUF a NEAR/5 b"},
      {"PREMIERS/50 \"a b\"", "FIRST/50 \"a b\""},
      {"Broadcom>=3", "ATLEAST/3 Broadcom"},
      {"entity:\"X Y\">=3", "ATLEAST/3 entité:\"X Y\""},
      {"(a OU b)>=2 ET ind*>=4", "ATLEAST/2 (a OU b) ET ATLEAST/4 ind*"},
      {"titre:a NEAR/5 b", "titre:a NEAR/5 titre:b"},
      {"(titre:a) NEAR/5 b", "(titre:a) NEAR/5 b"},
      {"a NEAR/5 titre:b", "a NEAR/5 titre:b"},
      {"titre:a NEAR/5 texte:b", "titre:a NEAR/5 texte:b"},
      {"entity:A NEAR/5 b", "entité:\"A\" NEAR/5 b"},
      {"entity:(A NEAR/5 B)", "entité:\"A\" NEAR/5 entité:\"B\""},
      {"titre:ATLEAST/2 a", "ATLEAST/2 titre:a"},
      {"ATLEAST/2 titre:a", "ATLEAST/2 titre:a"},
  };
  for (const Case& c : kCases) {
    EXPECT_EQ(Normalized(c.input), c.want) << c.input;
    EXPECT_EQ(Normalized(c.want), c.want) << c.input;
  }
}

TEST(Operators, PlanEveryOperandThatHasPlaces) {
  const Case kCases[] = {
      {"usine NEAR/5 gare", "near/5(usine,gare)"},
      {"usine ADJ/2 gare", "adj/2(usine,gare)"},
      {"usine SAME-S \"la gare\" SAME-S ind*",
       "sentence(usine,\"la gare\",prefix[ind])"},
      {"usine SAME-P (gare OU quai)", "paragraph(usine,or(gare,quai))"},
      {"Broadcom NEAR/9 usine",
       "near/9(or~(entity[org/broadcom],broadcom),usine)"},
      {"entity:Broadcom NEAR type:personne",
       "near/5(entity[org/broadcom],type[person])"},
      {"mention:\"Le Monde\" NEAR concept:\"chip IP\"",
       "near/5(mention[Le Monde],entity[concept/chip-ip])"},
      {"(Banque de France) NEAR taux",
       "near/5(or~(entity[org/banque-de-france],\"banque de france\"),taux)"},
      {"semi-conducteur NEAR usine",
       "near/5(or~(semi-conducteur,\"semi conducteur\"),usine)"},
      {"(usine NEAR/2 gare) ADJ/3 quai", "adj/3(near/2(usine,gare),quai)"},
      {"ATLEAST/3 usine", "atleast/3(usine)"},
      {"entity:Broadcom>=3", "atleast/3(entity[org/broadcom])"},
      {"ATLEAST/2 usine NEAR gare", "atleast/2(near/5(usine,gare))"},
      {"FIRST/50 (usine OU gare)", "first/50(or(usine,gare))"},
      {"titre:(usine NEAR gare)", "near/5(usine@title,gare@title)"},
  };
  for (const Case& c : kCases) {
    EXPECT_EQ(PlanTextOf(c.input, StrictOptions()), c.want) << c.input;
  }
}

TEST(Operators, AreReadAsAndWhereAnOperandHasNoPlace) {
  const Case kCases[] = {
      {"usine NEAR/5 date:2025", "and(usine,date[20089,20454])"},
      {"usine NEAR/5 (gare quai) NEAR/5 port", "and(usine,gare,quai,port)"},
      {"usine NEAR (gare OU date:2025)",
       "and(usine,or(gare,date[20089,20454]))"},
      {"ATLEAST/3 (usine gare)", "and(usine,gare)"},
      {"usine NEAR (SAUF gare)", "and(usine,all,not(gare))"},
      {"FIRST/9 source:Zola", "source[zola]"},
  };
  for (const Case& c : kCases) {
    EXPECT_EQ(PlanTextOf(c.input, AndOptions()), c.want) << c.input;
    EXPECT_THAT(WarningsOf(c.input), ElementsAre("POSITIONAL_OPERAND"))
        << c.input;
  }
}

TEST(Operators, OfAnUnknownNameMatchNothing) {
  EXPECT_EQ(PlanTextOf("usine NEAR entity:Zzyzx", AndOptions()), "none");
  EXPECT_EQ(PlanTextOf("ATLEAST/2 entity:Zzyzx", AndOptions()), "none");
}

TEST(Zones, GovernWordsPhrasesPrefixesGroupsAndNames) {
  const Case kCases[] = {
      {"chapo:usine", "usine@lead"},
      {"lead:usine", "usine@lead"},
      {"corps:\"la gare\"", "\"la gare\"@body"},
      {"body:ind*", "prefix[ind]@body"},
      {"citation:(usine OU gare)", "or(usine@quote,gare@quote)"},
      {"quote:usine", "usine@quote"},
      {"texte:usine", "usine@text"},
      {"titre:entity:Broadcom", "entity[org/broadcom]@title"},
      {"chapo:(usine concept:\"chip IP\")",
       "and(usine@lead,entity[concept/chip-ip]@lead)"},
      {"titre:type:lieu", "type[place]@title"},
      {"citation:mention:Orange", "mention[Orange]@quote"},
      {"titre:(usine chapo:gare)", "and(usine@title,gare@lead)"},
      {"titre:(usine source:Zola)", "and(usine@title,source[zola])"},
  };
  for (const Case& c : kCases) {
    EXPECT_EQ(PlanTextOf(c.input, StrictOptions()), c.want) << c.input;
  }
}

TEST(Authors, AreComparedAsNames) {
  EXPECT_EQ(PlanTextOf("auteur:\"Émile ZOLA\"", StrictOptions()),
            "author[emile zola]");
  EXPECT_EQ(Normalized("author:Zola"), "auteur:\"Zola\"");
}

TEST(Mentions, KeepTheNameAsTypedAndItsEntities) {
  const auto known = MakePlan("mention:\"Le Monde\"", {}, TestDictionary());
  ASSERT_TRUE(known.ok());
  EXPECT_EQ(known->root.kind, NodeKind::kMention);
  EXPECT_EQ(known->root.value, "Le Monde");
  EXPECT_THAT(known->root.entity_ids, ElementsAre("org/le-monde"));
  ASSERT_EQ(known->root.terms.size(), 2U);
  EXPECT_EQ(known->root.terms[1].accented, "monde");
  EXPECT_TRUE(known->root.terms[1].exact);
  ASSERT_EQ(known->understanding.expansions.size(), 1U);
  const auto unknown =
      MakePlan("mention:Zzyzx", StrictOptions(), TestDictionary());
  ASSERT_TRUE(unknown.ok()) << unknown.status().ToString();
  EXPECT_THAT(unknown->root.entity_ids, testing::IsEmpty());
  EXPECT_THAT(unknown->understanding.expansions, testing::IsEmpty());
}

std::string Repeated(const std::string& piece, size_t bytes) {
  std::string text;
  while (text.size() + piece.size() < bytes) text += piece;
  return text;
}

// Processor seconds that planning takes, the least of three times.
double PlanningSeconds(const std::string& query) {
  double least = 0;
  for (int round = 0; round < 3; ++round) {
    timespec begin = {};
    timespec end = {};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &begin);
    const auto plan = MakePlan(query, {}, TestDictionary());
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &end);
    if (!plan.ok()) {
      EXPECT_EQ(plan.status().reason(), "QUERY_TOO_COMPLEX") << query;
    }
    const double spent = static_cast<double>(end.tv_sec - begin.tv_sec) +
                         static_cast<double>(end.tv_nsec - begin.tv_nsec) / 1e9;
    least = round == 0 ? spent : std::min(least, spent);
  }
  return least;
}

// Eight times the text takes far less than the 64 times of a quadratic reading;
// what is too short to be timed is compared with words alone.
TEST(Operators, OfAWholeQueryAreReadOrRefusedInLinearTime) {
  constexpr size_t kWhole = QueryLimits::kBytes;
  const double words = PlanningSeconds(Repeated("mot ", kWhole));
  for (const char* piece : {"NEAR/5 ",       "ADJ ",
                            "SAME-S ",       "SAME-P ",
                            "ATLEAST/3 ",    "FIRST/9 ",
                            "a NEAR/5 ",     "a NEAR/5 b ADJ ",
                            "(a NEAR ",      "ATLEAST/2 (",
                            "a>=2 ",         "a>=2>=3",
                            ">=3",           "\"a\">=2",
                            "(a)>=2 ",       "titre:ATLEAST/2 ",
                            "a NEAR titre:", "mention:",
                            "chapo:",        "mention:a ",
                            "auteur:a ",     "a SAME-S b SAME-P ",
                            "MÊME-PHRASE ",  "- NEAR ",
                            "date:hier..",   "depuis:",
                            "date:mars "}) {
    const double eighth = PlanningSeconds(Repeated(piece, kWhole / 8));
    EXPECT_LT(PlanningSeconds(Repeated(piece, kWhole)),
              24 * std::max(eighth, words / 8))
        << piece;
  }
}

}  // namespace
}  // namespace vigie::query
