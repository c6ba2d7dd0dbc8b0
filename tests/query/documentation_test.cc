// Every example of docs/query-language.md is a query that needs no repair.
#include <gtest/gtest.h>

#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "entities/dictionary.h"
#include "query/planner.h"
#include "tests/query/plan_text.h"

namespace vigie::query {
namespace {

std::vector<std::string> Examples() {
  std::ifstream page(std::string(VIGIE_SOURCE_DIR) + "/docs/query-language.md");
  std::vector<std::string> examples;
  bool inside = false;
  for (std::string line; std::getline(page, line);) {
    if (line == "```query") {
      inside = true;
    } else if (line == "```") {
      inside = false;
    } else if (inside && !line.empty()) {
      examples.push_back(line);
    }
  }
  return examples;
}

TEST(QueryLanguagePage, ShowsQueriesThatPlanStrictly) {
  const auto shipped = entities::Dictionary::Parse(
      entities::Dictionary::ShippedJsonLines(), "shipped");
  ASSERT_TRUE(shipped.ok()) << shipped.status().ToString();
  const std::vector<std::string> examples = Examples();
  EXPECT_GE(examples.size(), 30U);
  for (const std::string& example : examples) {
    const auto plan = MakePlan(example, StrictOptions(), **shipped);
    EXPECT_TRUE(plan.ok()) << example << ": " << plan.status().ToString();
  }
}

}  // namespace
}  // namespace vigie::query
