#include "query/parser.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "query/planner.h"
#include "query/printer.h"
#include "tests/query/plan_text.h"

namespace vigie::query {
namespace {

constexpr auto kOr = QueryOptions::Operator::kOr;

struct Case {
  const char* input;
  const char* want;
};

TEST(Parse, BindsParenthesesThenNotThenAndThenOr) {
  const Case kCases[] = {
      {"a OU b ET c", "a OU b ET c"},
      {"(a OU b) ET c", "(a OU b) ET c"},
      {"a OR b AND NOT c", "a OU b SAUF c"},
      {"NOT a AND b", "b SAUF a"},
      {"a b OU c d", "a b OU c d"},
      {"a (b c) d", "a ET b c ET d"},
      {"a -b c", "a ET c SAUF b"},
      {"a SAUF b", "a SAUF b"},
      {"SAUF (a b)", "SAUF (a b)"},
      {"SAUF a b", "b SAUF a"},
      {"a SAUF (b OU c)", "a SAUF (b OU c)"},
      {"(a ET b) ET (c ET d)", "a ET b ET c ET d"},
      {"a OU (b OU (c OU d))", "a OU b OU c OU d"},
      {"((((a))))", "a"},
      {"NOT NOT a", "a"},
      {"NOT (NOT a)", "a"},
      {"-(-a)", "a"},
      {"NOT NOT NOT a", "SAUF a"},
      {"a (SAUF b)", "a SAUF b"},
  };
  for (const Case& c : kCases) EXPECT_EQ(Normalized(c.input), c.want);
}

TEST(Parse, JoinsARunByTheDefaultOperator) {
  const Case kCases[] = {
      {"a \"b c\" d", "a OU \"b c\" OU d"},
      {"a b", "a b"},
      {"a b -c", "a b SAUF c"},
      {"a \"b\" -c", "(a OU \"b\") SAUF c"},
      {"a \"b\" ET c", "(a OU \"b\") ET c"},
      {"a b ET c", "a b ET c"},
      {"-a", "SAUF a"},
  };
  for (const Case& c : kCases) EXPECT_EQ(Normalized(c.input, kOr), c.want);
}

TEST(Parse, CarriesAFieldToItsClauseOnly) {
  const Case kCases[] = {
      {"titre:a b", "titre:a ET b"},
      {"TITLE:(a b)", "titre:(a b)"},
      {"title:(a OU \"b c\")", "titre:a OU titre:\"b c\""},
      {"titre:(a texte:b ind*)", "titre:a ET texte:b ET titre:ind*"},
      {"titre:=a", "titre:=a"},
      {"titre: a", "titre:a"},
      {"-titre:a", "SAUF titre:a"},
      {"titre:(a -b)", "titre:a SAUF titre:b"},
      {"entity:Broadcom x", "entité:\"Broadcom\" ET x"},
      {"ENTITÉ:«chip IP»", "entité:\"chip IP\""},
      {"entity:(chip IP OU OpenAI)", "entité:\"chip IP\" OU entité:\"OpenAI\""},
      {"type:organization", "type:organisation"},
      {"type:Événements", "type:événement"},
      {"type:evenement", "type:événement"},
      {"type:dragon", "type:\"dragon\""},
      {"source:\"Le Monde\"", "source:\"Le Monde\""},
      {"date:2025-11..2026-02", "date:2025-11-01..2026-02-28"},
      {"depuis:2026-10", "date:2026-10-01.."},
      {"since:2026", "date:2026-01-01.."},
      {"date:(2024 OU 2026)",
       "date:2024-01-01..2024-12-31 OU date:2026-01-01..2026-12-31"},
  };
  for (const Case& c : kCases) EXPECT_EQ(Normalized(c.input), c.want);
}

TEST(Parse, RepairsWhatIsBroken) {
  const Case kCases[] = {
      {"", ""},
      {"()", ""},
      {"a ET", "a"},
      {"ET a", "a"},
      {"a ET OU b", "a OU b"},
      {"a OU OU b", "a OU b"},
      {"a SAUF", "a"},
      {"OR", "or"},
      {"ET OU", "et ou"},
      {"(a OU b", "a OU b"},
      {"a) b", "a b"},
      {"\"a b", "\"a b\""},
      {"\"\" a", "a"},
      {"a () b", "a b"},
      {"titre:", ""},
      {"titre: ET a", "a"},
      {"date:demain a", "a"},
      {"a*", "a"},
      {"a NEAR/5", "a"},
      {"NEAR/5 a", "a"},
      {"NEAR ADJ/2", "near adj/2"},
      {"a NEAR/5 \"\"", "a"},
      {"ATLEAST/2", "atleast/2"},
      {"a>=2>=3", "ATLEAST/2 a"},
      {"\"\">=3 a", "a"},
      {"a NEAR/5 -b", "a SAUF b"},
      {"foo:bar", "foo:bar"},
      {"-", ""},
      {"=", ""},
      {"( - )", ""},
  };
  for (const Case& c : kCases) {
    EXPECT_EQ(Normalized(c.input), c.want) << c.input;
  }
}

TEST(Parse, SurvivesDeepNesting) {
  const std::string open(16'384, '(');
  EXPECT_THAT(Normalized(open), testing::HasSubstr("INVALID_ARGUMENT"));
  std::string negations;
  while (negations.size() < 16'000) negations += "NOT ";
  EXPECT_EQ(Normalized(negations + "a"), "a");
  EXPECT_EQ(Normalized("NOT " + negations + "a"), "SAUF a");
  EXPECT_EQ(Normalized(std::string(16'000, '-') + "a"), "a");
  std::string fields;
  while (fields.size() < 16'000) fields += "titre:";
  EXPECT_EQ(Normalized(fields + "a"), "titre:a");
}

TEST(Parse, AcceptsDepthUpToTheLimit) {
  const std::string open(QueryLimits::kDepth, '(');
  const std::string close(QueryLimits::kDepth, ')');
  EXPECT_EQ(Normalized(open + "a" + close), "a");
  EXPECT_THAT(Normalized("(" + open + "a" + close + ")"),
              testing::HasSubstr("INVALID_ARGUMENT"));
}

TEST(Print, OfAParsedQueryParsesToTheSameTree) {
  for (const char* query :
       {"a OU b ET c SAUF (d OU e f) -g", "titre:(a b OU =c) \"d e\" ind*",
        "entité:X concept:\"y z\" type:lieu source:\"L’Équipe\" date:..2026",
        "SAUF a", "* SAUF salarié(e)s", "=\"les puces\" (a (b OU c (d OU e)))",
        "-(a b) -(c ET d) OU -e", "foo:bar http://x.fr", "a ET b ET c d",
        "titre:(a porte av*)", "(porte av*) NEAR/3 b", "-(porte av*) c",
        "titre:(M E :st*"}) {
    for (const auto joiner : {QueryOptions::Operator::kAnd, kOr}) {
      Diagnostics diagnostics;
      const auto ast = Parse(query, joiner, kToday, diagnostics);
      ASSERT_TRUE(ast.ok()) << query;
      const auto again = Parse(Print(*ast), joiner, kToday, diagnostics);
      ASSERT_TRUE(again.ok()) << Print(*ast);
      EXPECT_TRUE(*again == *ast) << query << "\n" << Print(*ast);
    }
  }
}

}  // namespace
}  // namespace vigie::query
