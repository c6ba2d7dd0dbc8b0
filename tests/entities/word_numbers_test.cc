#include "entities/word_numbers.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <vector>

namespace vigie::entities {
namespace {

using Numbers = WordNumbers<uint64_t>;

TEST(WordNumbers, RiseFromZeroAndStay) {
  Numbers numbers;
  constexpr uint64_t kWords = 5'000;
  for (uint64_t word = 0; word < kWords; ++word) {
    EXPECT_EQ(numbers.Find(word << 40U), word);
  }
  for (uint64_t word = kWords; word-- > 0;) {
    EXPECT_EQ(numbers.Find(word << 40U), word);
  }
  EXPECT_EQ(numbers.size(), kWords);
}

TEST(WordNumbers, ForgetsWhatWasAskedForOnce) {
  Numbers numbers;
  for (uint64_t word = 0; word < 10; ++word) numbers.Find(word);
  numbers.Find(3);
  numbers.Find(8);
  EXPECT_EQ(numbers.ForgetRare(10), (std::vector<uint32_t>{3, 8}));
  EXPECT_EQ(numbers.size(), 2U);
  EXPECT_EQ(numbers.Find(8), 1U);
  EXPECT_EQ(numbers.Find(3), 0U);
  EXPECT_EQ(numbers.Find(5), 2U);
}

TEST(WordNumbers, CountsAnewAfterItHasForgotten) {
  Numbers numbers;
  for (const uint64_t word : {1, 2, 1, 2}) numbers.Find(word);
  numbers.ForgetRare(10);
  numbers.Find(2);
  EXPECT_EQ(numbers.ForgetRare(10), (std::vector<uint32_t>{1}));
}

TEST(WordNumbers, ForgetsAllWhenTooManyAreInUse) {
  Numbers numbers;
  for (const uint64_t word : {1, 2, 3, 1, 2, 3}) numbers.Find(word);
  EXPECT_TRUE(numbers.ForgetRare(2).empty());
  EXPECT_EQ(numbers.size(), 0U);
  EXPECT_EQ(numbers.Find(3), 0U);
}

TEST(KeepOnly, MovesWhatIsKeptToItsNewNumber) {
  std::vector<std::string> told = {"a", "b", "c", "d"};
  KeepOnly({1, 3}, &told);
  EXPECT_EQ(told, (std::vector<std::string>{"b", "d"}));
  KeepOnly({}, &told);
  EXPECT_TRUE(told.empty());
}

}  // namespace
}  // namespace vigie::entities
