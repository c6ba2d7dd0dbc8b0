#include "query/planner.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "query/dates.h"
#include "tests/query/plan_text.h"
#include "vigie/time.h"

namespace vigie::query {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

struct Case {
  const char* input;
  const char* want;
};

TEST(MakePlan, KeepsNegationsUnderAConjunction) {
  const Case kCases[] = {
      {"", "all"},
      {"-usine", "and(all,not(usine))"},
      {"usine OU -gare", "or(usine,and(all,not(gare)))"},
      {"-usine -gare", "and(all,not(usine),not(gare))"},
      {"usine (gare -train)", "and(usine,gare,not(train))"},
      {"usine -(gare OU -train)",
       "and(usine,not(or(gare,and(all,not(train)))))"},
      {"-(-usine -gare)", "and(all,not(and(all,not(usine),not(gare))))"},
      {"SAUF SAUF usine", "usine"},
      {"* -usine", "and(all,not(usine))"},
  };
  for (const Case& c : kCases) {
    EXPECT_EQ(PlanTextOf(c.input, AndOptions()), c.want) << c.input;
  }
}

TEST(MakePlan, LeavesOutWhatAsksNothing) {
  const Case kCases[] = {
      {"?", "all"},           {"usine ?", "usine"},     {"usine OU ?", "usine"},
      {"usine -?", "usine"},  {"\"!\" usine", "usine"}, {"-?", "all"},
      {"date:demain", "all"},
  };
  for (const Case& c : kCases) {
    EXPECT_EQ(PlanTextOf(c.input, AndOptions()), c.want) << c.input;
  }
}

TEST(MakePlan, DatesAreHalfOpenDays) {
  const auto plan = MakePlan("date:2025-11-03", {}, TestDictionary());
  ASSERT_TRUE(plan.ok());
  EXPECT_EQ(plan->root.kind, NodeKind::kDate);
  EXPECT_EQ(plan->root.day_begin, DayFromCivil({2025, 11, 3}));
  EXPECT_EQ(plan->root.day_end, DayFromCivil({2025, 11, 4}));
  const auto open = MakePlan("depuis:2026-10", {}, TestDictionary());
  ASSERT_TRUE(open.ok());
  EXPECT_EQ(open->root.day_begin, DayFromCivil({2026, 10, 1}));
  EXPECT_EQ(open->root.day_end, EndOfQueryDays());
}

TEST(MakePlan, RefusesWhatExceedsItsLimits) {
  const std::string bytes(QueryLimits::kBytes + 1, ' ');
  std::string terms;
  for (uint32_t i = 0; i <= QueryLimits::kTerms; ++i) terms += "usine ";
  std::string filters;
  for (uint32_t i = 0; i <= QueryLimits::kTerms; ++i) filters += "type:lieu ";
  const std::string nested(QueryLimits::kDepth + 1, '(');
  for (const std::string& query : {bytes, terms, filters, nested}) {
    for (const QueryOptions& options : {AndOptions(), StrictOptions()}) {
      const auto plan = MakePlan(query, options, TestDictionary());
      ASSERT_FALSE(plan.ok());
      EXPECT_EQ(plan.status().code(), StatusCode::kInvalidArgument);
      EXPECT_EQ(plan.status().reason(), "QUERY_TOO_COMPLEX");
    }
  }
}

TEST(MakePlan, AcceptsWhatReachesItsLimits) {
  EXPECT_TRUE(
      MakePlan(std::string(QueryLimits::kBytes, ' '), {}, TestDictionary())
          .ok());
  std::string terms;
  for (uint32_t i = 0; i < QueryLimits::kTerms; ++i) terms += "usine OU ";
  EXPECT_TRUE(MakePlan(terms + "()", {}, TestDictionary()).ok());
}

TEST(MakePlan, SurvivesFullSizeOfAnySign) {
  for (const char* sign : {"(", ")", "\"", "«", "-", "=", "*", "NOT ", "OR ",
                           "a:", "titre:", "\xFF", "()", "a\"", "(a ", "’",
                           "a(b", "..", "entity:\"z\" "}) {
    std::string query;
    while (query.size() + 16 < QueryLimits::kBytes) query += sign;
    const auto plan = MakePlan(query, {}, TestDictionary());
    if (!plan.ok()) {
      EXPECT_EQ(plan.status().reason(), "QUERY_TOO_COMPLEX") << sign;
    } else {
      EXPECT_LE(plan->understanding.warnings.size(), 51U) << sign;
    }
  }
}

TEST(MakePlan, PrintsTheQueryBackInFrench) {
  const Case kCases[] = {
      {"Broadcom OR concept:\"chip IP\"", "Broadcom OU concept:\"chip IP\""},
      {"a AND (b OR c) NOT d", "a ET (b OU c) SAUF d"},
      {"  Puce   « carte  mère »", "Puce ET \"carte mère\""},
      {"", ""},
  };
  for (const Case& c : kCases) {
    const auto plan = MakePlan(c.input, {}, TestDictionary());
    ASSERT_TRUE(plan.ok());
    EXPECT_EQ(plan->understanding.normalized, c.want);
    EXPECT_THAT(plan->understanding.warnings, IsEmpty()) << c.input;
  }
}

TEST(MakePlan, IsTheSameInAnyTypographyOfApostropheAndSpace) {
  const std::string want = PlanTextOf("l'accord d'OpenAI", AndOptions());
  for (const char* query : {"l’accord d’OpenAI", "l’accord\u00A0d'OpenAI",
                            "l\u02BCaccord\u202Fd’OpenAI"}) {
    EXPECT_EQ(PlanTextOf(query, AndOptions()), want) << query;
  }
}

}  // namespace
}  // namespace vigie::query
