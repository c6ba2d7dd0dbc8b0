// Acronyms that a query spells out itself.
#include <gtest/gtest.h>

#include <cstdio>
#include <string>

#include "query/planner.h"
#include "tests/query/plan_text.h"

namespace vigie::query {
namespace {

// The words of a plan, each with what its node weighs unless that is 1.
void AppendWords(const PlanNode& node, std::string* text) {
  if (node.kind == NodeKind::kWord) {
    if (!text->empty()) *text += ' ';
    *text += node.terms.front().form;
    char weight[16];
    std::snprintf(weight, sizeof(weight), "*%.2g", node.weight);
    if (node.weight != 1) *text += weight;
  }
  for (const PlanNode& child : node.children) AppendWords(child, text);
}

std::string WordsOf(const char* query, const QueryOptions& options) {
  const auto plan = MakePlan(query, options, TestDictionary());
  EXPECT_TRUE(plan.ok()) << query;
  std::string text;
  if (plan.ok()) AppendWords(plan->root, &text);
  return text;
}

struct Case {
  const char* input;
  const char* want;
};

TEST(Definitions, WeighAsTheAcronymAloneDoes) {
  const Case kCases[] = {
      {"fiché au FRIC (fichier routier des incidents de circulation)",
       "fiche fric au fichier*0.25 routier*0.25 incidents*0.25 "
       "circulation*0.25 des*0.25 de*0.25"},
      {"taux Zone monétaire unie (ZMU) hausse",
       "taux zone*0.33 monetaire*0.33 unie*0.33 zmu hausse"},
      {"Zone monétaire unie (ZMU)", "zone*0.33 monetaire*0.33 unie*0.33 zmu"},
      {"ZMU OU zone monétaire unie", "zmu zone*0.33 monetaire*0.33 unie*0.33"},
  };
  for (const Case& c : kCases) {
    EXPECT_EQ(WordsOf(c.input, OrOptions()), c.want) << c.input;
  }
}

TEST(Definitions, OtherWordsInBracketsWeighWhatTheyDo) {
  const Case kCases[] = {
      {"ZMU (monnaie commune)", "zmu monnaie commune"},
      {"zmu (zone monétaire unie)", "zmu zone monetaire unie"},
      {"ZMU (zone)", "zmu zone"},
      {"ZMU titre:(zone monétaire unie)", "zmu zone monetaire unie"},
      {"ZMU (=zone) unie", "zmu zone unie"},
      {"courriel (scam)", "courriel scam"},
      {"() (ZMU)", "zmu"},
  };
  for (const Case& c : kCases) {
    EXPECT_EQ(WordsOf(c.input, OrOptions()), c.want) << c.input;
  }
}

TEST(Definitions, ChangeNothingWhereEveryWordIsRequired) {
  EXPECT_EQ(WordsOf("taux zone monétaire unie OU ZMU", AndOptions()),
            "taux zone monetaire unie zmu");
  EXPECT_EQ(PlanTextOf("taux zone monétaire unie OU ZMU", AndOptions()),
            "or(and(taux,zone,monetaire,unie),zmu)");
}

}  // namespace
}  // namespace vigie::query
