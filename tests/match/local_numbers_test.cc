// Numbers of a catalog and where a segment lists them.
#include "match/local_numbers.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <optional>
#include <vector>

namespace vigie::match {
namespace {

TEST(LocalNumbers, FindEachNumberWhateverTheOrder) {
  const std::vector<std::vector<uint32_t>> lists = {
      {}, {0, 1, 2, 3}, {7, 8, 9}, {9, 2, 3, 0}, {0, 1, 2, 5}};
  for (const std::vector<uint32_t>& numbers : lists) {
    const LocalNumbers locals(numbers);
    std::vector<std::optional<uint32_t>> wanted(12);
    for (uint32_t i = 0; i < numbers.size(); ++i) wanted[numbers[i]] = i;
    for (uint32_t number = 0; number < wanted.size(); ++number) {
      EXPECT_EQ(locals.Find(number), wanted[number])
          << number << " of " << numbers.size();
    }
    EXPECT_EQ(locals.Find(UINT32_MAX), std::nullopt);
  }
}

TEST(LocalNumbers, FindTheFirstOfANumberThatComesTwice) {
  EXPECT_EQ(LocalNumbers({4, 4, 2}).Find(4), 0U);
  EXPECT_EQ(LocalNumbers({1, 2, 1}).Find(1), 0U);
}

}  // namespace
}  // namespace vigie::match
