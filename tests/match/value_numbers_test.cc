// Attribute values and their numbers.
#include "match/value_numbers.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace vigie::match {
namespace {

TEST(ValueNumbers, NumberDistinctValuesInTheOrderInWhichTheyCome) {
  std::vector<std::string> texts;
  for (int i = 0; i < 1'000; ++i) texts.push_back("v" + std::to_string(i));
  ValueNumbers numbers;
  for (int round = 0; round < 2; ++round) {
    if (round == 1) numbers.Reserve(5'000);
    for (uint32_t i = 0; i < texts.size(); ++i) {
      const auto [number, added] = numbers.Add({"tags", texts[i]});
      EXPECT_EQ(number, i);
      EXPECT_EQ(added, round == 0);
    }
  }
  EXPECT_EQ(numbers.values().size(), texts.size());
  EXPECT_EQ(numbers.Find({"tags", "v999"}), 999U);
}

TEST(ValueNumbers, TellTheValuesOfTwoAttributesApart) {
  ValueNumbers numbers;
  EXPECT_EQ(numbers.Find({"tags", "Lyon"}), std::nullopt);
  numbers.Add({"tags", "Lyon"});
  numbers.Add({"villes", "Lyon"});
  numbers.Add({"Lyon", "tags"});
  EXPECT_EQ(numbers.Find({"villes", "Lyon"}), 1U);
  EXPECT_EQ(numbers.Find({"Lyon", "tags"}), 2U);
  EXPECT_EQ(numbers.Find({"tags", "lyon"}), std::nullopt);
  EXPECT_EQ(numbers.Find({"", ""}), std::nullopt);
}

}  // namespace
}  // namespace vigie::match
