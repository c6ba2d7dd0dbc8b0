// The oracle of the fault campaigns sees what is lost, wrong or out of order.
#include "tests/fault/expected_state.h"

#include <gtest/gtest.h>

namespace vigie::fault {
namespace {

constexpr uint64_t kSeed = 5;
constexpr uint64_t kOperations = 40;

State StateAfter(uint64_t last) {
  State state;
  for (uint64_t number = 1; number < last; ++number) {
    Apply(OperationAt(kSeed, number), &state);
  }
  return state;
}

// Operations 1 to 39 begun in two groups, those below `acknowledged` done.
ExpectedState Expect(uint64_t acknowledged) {
  ExpectedState expected(kSeed, 1, {});
  expected.Read("B 1 30");
  expected.Read("B 30 40");
  for (uint64_t number = 1; number < acknowledged; ++number) {
    expected.Read("A " + std::to_string(number));
  }
  return expected;
}

TEST(ExpectedState, TakesEveryPrefixThatHoldsWhatWasAcknowledged) {
  const ExpectedState expected = Expect(20);
  for (uint64_t last = 1; last <= kOperations; ++last) {
    const State state = StateAfter(last);
    const bool good = last >= 20 || state == StateAfter(20);
    EXPECT_EQ(expected.Check(state).empty(), good) << last;
  }
}

TEST(ExpectedState, SeesOneLostAndOneInventedArticle) {
  const ExpectedState expected = Expect(kOperations);
  State state = StateAfter(kOperations);
  ASSERT_EQ(expected.Check(state), "");
  const auto [key, number] = *state.begin();
  state.erase(key);
  EXPECT_NE(expected.Check(state), "");
  state[key] = number + 1'000;
  EXPECT_NE(expected.Check(state), "");
  state[key] = number;
  state[kKeys - 1] += 1'000;
  EXPECT_NE(expected.Check(state), "");
}

TEST(ExpectedState, LetsARefusedWriteBeThereOrNot) {
  const Operation first = OperationAt(kSeed, 1);
  ASSERT_FALSE(first.is_delete);
  ExpectedState expected(kSeed, 1, {});
  expected.Read("B 1 2");
  expected.Read("F 1 UNAVAILABLE");
  EXPECT_EQ(expected.Check({}), "");
  EXPECT_EQ(expected.Check({{first.key, 1}}), "");
  EXPECT_NE(expected.Check({{first.key, 2}}), "");
}

TEST(ExpectedState, MayLoseTheLastGroupOnlyWhenAsked) {
  const ExpectedState expected = Expect(kOperations);
  EXPECT_NE(expected.Check(StateAfter(30)), "");
  EXPECT_EQ(expected.CheckAllButLastGroup(StateAfter(30)), "");
  EXPECT_NE(expected.CheckAllButLastGroup(StateAfter(25)), "");
}

}  // namespace
}  // namespace vigie::fault
