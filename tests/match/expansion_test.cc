// Edit distances and limits of typing errors.
#include <gtest/gtest.h>

#include <string>

#include "match/vocabulary.h"

namespace vigie::match {
namespace {

TEST(TypoDistance, CountsEditsAndWeighsTheFirstLetterTwice) {
  struct Case {
    std::string a;
    std::string b;
    uint32_t want;
  };
  const Case cases[] = {
      {"", "", 0},
      {"greve", "greve", 0},
      {"grevve", "greve", 1},
      {"grve", "greve", 1},
      {"grave", "greve", 1},
      {"gerve", "greve", 1},
      {"rgeve", "greve", 2},
      {"treve", "greve", 2},
      {"reve", "greve", 2},
      {"egreve", "greve", 2},
      {"gouvernemnet", "gouvernement", 1},
      {"gouvenrement", "gouvernement", 1},
      {"gouvenremet", "gouvernement", 2},
      {"chemin", "cheminot", 2},
      {"chem", "cheminot", 3},
      {"abcdef", "uvwxyz", 3},
  };
  for (const Case& test : cases) {
    EXPECT_EQ(TypoDistance(test.a, test.b, 2), test.want)
        << test.a << ' ' << test.b;
    EXPECT_EQ(TypoDistance(test.b, test.a, 2), test.want)
        << test.b << ' ' << test.a;
  }
}

TEST(TypoDistance, GivesUpOnWordsThatAreNone) {
  const std::string longer(200, 'a');
  EXPECT_EQ(TypoDistance(longer, longer, 2), 3U);
}

TEST(TypoLimit, GrowsWithTheWord) {
  EXPECT_EQ(TypoLimit(0), 0U);
  EXPECT_EQ(TypoLimit(4), 0U);
  EXPECT_EQ(TypoLimit(5), 1U);
  EXPECT_EQ(TypoLimit(8), 1U);
  EXPECT_EQ(TypoLimit(9), 2U);
}

}  // namespace
}  // namespace vigie::match
