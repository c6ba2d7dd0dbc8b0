#include "match/position_budget.h"

#include <gtest/gtest.h>

namespace vigie::match {
namespace {

TEST(PositionBudget, EndsWhatIsTooExpensive) {
  const CallControl control;
  CallPoll poll(control);
  PositionBudget budget(&poll, 100);
  budget.Spend(60);
  budget.Spend(40);
  try {
    budget.Spend(1);
    FAIL() << "was not ended";
  } catch (const Stopped& stopped) {
    EXPECT_EQ(stopped.status.code(), StatusCode::kResourceExhausted);
    EXPECT_EQ(stopped.status.reason(), "QUERY_TOO_EXPENSIVE");
  }
}

}  // namespace
}  // namespace vigie::match
