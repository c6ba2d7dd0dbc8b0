#include "query/suggestions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/query/plan_text.h"

namespace vigie::query {
namespace {

TEST(EditDistance, CountsUpToItsLimit) {
  const struct {
    const char* a;
    const char* b;
    uint32_t limit;
    uint32_t want;
  } kCases[] = {
      {"", "", 2, 0},          {"a", "", 2, 1},
      {"abc", "abc", 2, 0},    {"abc", "abd", 2, 1},
      {"abc", "acb", 2, 2},    {"abc", "xyz", 2, 3},
      {"abc", "abcdef", 2, 3}, {"brodcom", "broadcom", 2, 1},
      {"abcd", "xbxd", 1, 2},
  };
  for (const auto& c : kCases) {
    EXPECT_EQ(EditDistance(c.a, c.b, c.limit), c.want) << c.a << " " << c.b;
    EXPECT_EQ(EditDistance(c.b, c.a, c.limit), c.want) << c.b << " " << c.a;
  }
}

std::vector<std::string> Near(std::string_view name, bool concepts_only) {
  std::vector<std::string> ids;
  for (uint32_t i : NearNames(TestDictionary(), name, concepts_only)) {
    ids.push_back(TestDictionary().entity(i).id);
  }
  return ids;
}

TEST(NearNames, FindsTypingSlipsAndBeginnings) {
  using testing::ElementsAre;
  using testing::IsEmpty;
  EXPECT_THAT(Near("Brodcom", false), ElementsAre("org/broadcom"));
  EXPECT_THAT(Near("micro", false), ElementsAre("org/microsoft"));
  EXPECT_THAT(Near("chip", true), ElementsAre("concept/chip-ip"));
  EXPECT_THAT(Near("Brodcom", true), IsEmpty());
  EXPECT_THAT(Near("zzzzzz", false), IsEmpty());
  EXPECT_THAT(Near("", false), IsEmpty());
  EXPECT_THAT(Near("?", false), IsEmpty());
}

}  // namespace
}  // namespace vigie::query
