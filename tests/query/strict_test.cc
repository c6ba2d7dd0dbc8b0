#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "query/planner.h"
#include "tests/query/plan_text.h"

namespace vigie::query {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

const struct {
  const char* query;
  const char* code;
  ByteRange range;
} kBroken[] = {
    {"a \xFF", "INVALID_UTF8", {2, 3}},
    {"a \"b", "UNBALANCED_QUOTE", {2, 3}},
    {"a »", "UNBALANCED_QUOTE", {2, 4}},
    {"a (b", "UNBALANCED_PARENTHESIS", {2, 3}},
    {"a) b", "UNBALANCED_PARENTHESIS", {1, 2}},
    {"a ET", "MISPLACED_OPERATOR", {2, 4}},
    {"a OU OU b", "MISPLACED_OPERATOR", {2, 4}},
    {"SAUF", "MISPLACED_OPERATOR", {0, 4}},
    {"a NEAR/5 b", "UNSUPPORTED_OPERATOR", {2, 8}},
    {"ATLEAST/3 a", "UNSUPPORTED_OPERATOR", {0, 9}},
    {"chapo:a", "UNSUPPORTED_OPERATOR", {0, 6}},
    {"couleur:bleu", "UNKNOWN_FIELD", {0, 8}},
    {"a titre:", "MISSING_VALUE", {2, 8}},
    {"a ()", "EMPTY_CLAUSE", {2, 4}},
    {"a \"\"", "EMPTY_CLAUSE", {2, 4}},
    {"a \"?\"", "EMPTY_CLAUSE", {2, 5}},
    {"source:?", "EMPTY_CLAUSE", {0, 8}},
    {"b*", "PREFIX_TOO_SHORT", {0, 2}},
    {"date:2025-13", "INVALID_DATE", {5, 12}},
    {"date:2026..2025", "REVERSED_DATES", {5, 15}},
    {"type:dragon", "UNKNOWN_TYPE", {0, 11}},
    {"entity:Zzyzx", "UNKNOWN_ENTITY", {0, 12}},
};

TEST(BestEffort, WarnsInBothLanguagesAndNamesTheBytes) {
  for (const auto& c : kBroken) {
    const auto plan = MakePlan(c.query, {}, TestDictionary());
    ASSERT_TRUE(plan.ok()) << c.query << plan.status().ToString();
    const auto& warnings = plan->understanding.warnings;
    ASSERT_EQ(warnings.size(), 1U) << c.query;
    EXPECT_EQ(warnings[0].code, c.code) << c.query;
    EXPECT_EQ(warnings[0].range, c.range)
        << c.query << " " << warnings[0].range.begin << " "
        << warnings[0].range.end;
    EXPECT_FALSE(warnings[0].message.empty());
    EXPECT_FALSE(warnings[0].message_en.empty());
  }
}

TEST(Strict, RefusesEveryRepairAndNamesTheByte) {
  for (const auto& c : kBroken) {
    const auto plan = MakePlan(c.query, StrictOptions(), TestDictionary());
    ASSERT_FALSE(plan.ok()) << c.query;
    EXPECT_EQ(plan.status().code(), StatusCode::kInvalidArgument) << c.query;
    const bool unknown = std::string(c.code) == "UNKNOWN_ENTITY";
    EXPECT_EQ(plan.status().reason(),
              unknown ? "UNKNOWN_ENTITY" : "QUERY_SYNTAX")
        << c.query;
    EXPECT_THAT(plan.status().message(),
                HasSubstr("byte " + std::to_string(c.range.begin) + ":"))
        << c.query;
  }
}

TEST(Strict, AcceptsWhatNeedsNoRepair) {
  for (const char* query :
       {"", "  ", "*", "le", "12:30", "http://x.fr", "a et b ou c",
        "titre:(a OU b) -c", "aujourd’hui"}) {
    EXPECT_TRUE(MakePlan(query, StrictOptions(), TestDictionary()).ok())
        << query;
  }
}

TEST(BestEffort, ALoneStarIsOnlyANotice) {
  EXPECT_THAT(WarningsOf("*"), ElementsAre("MATCHES_EVERYTHING"));
}

}  // namespace
}  // namespace vigie::query
