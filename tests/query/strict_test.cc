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
    {"a NEAR/500 b", "OPERATOR_NUMBER", {2, 10}},
    {"b ADJ/0 a", "OPERATOR_NUMBER", {2, 7}},
    {"a>=0", "OPERATOR_NUMBER", {1, 4}},
    {"a NEAR/5", "MISPLACED_OPERATOR", {2, 8}},
    {"NEAR/5 a", "MISPLACED_OPERATOR", {0, 6}},
    {"a NEAR/5 NEAR/5 b", "MISPLACED_OPERATOR", {2, 8}},
    {"a NEAR/5 -b", "MISPLACED_OPERATOR", {2, 8}},
    {"a b ATLEAST/2", "MISPLACED_OPERATOR", {4, 13}},
    {"ATLEAST/2 FIRST/9 a", "MISPLACED_OPERATOR", {0, 9}},
    {"a>=2>=3", "MISPLACED_OPERATOR", {4, 7}},
    {"a NEAR/5 titre:", "MISSING_VALUE", {9, 15}},
    {"a NEAR/5 (gare quai)", "POSITIONAL_OPERAND", {10, 19}},
    {"a ADJ date:2025", "POSITIONAL_OPERAND", {6, 15}},
    {"source:\"Le Monde\" SAME-S a", "POSITIONAL_OPERAND", {0, 17}},
    {"ATLEAST/3 (gare ET quai)", "POSITIONAL_OPERAND", {11, 23}},
    {"(a>=2) NEAR b", "POSITIONAL_OPERAND", {1, 5}},
    {"section:a", "UNSUPPORTED_OPERATOR", {0, 8}},
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
                HasSubstr("bytes [" + std::to_string(c.range.begin) + ", "))
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
