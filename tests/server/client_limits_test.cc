#include "server/client_limits.h"

#include <gtest/gtest.h>

#include "server/caller.h"

namespace vigie::server {
namespace {

using Clock = ClientBudgets::Clock;
constexpr Clock::time_point kStart{};

TEST(ClientBudgets, BoundTheCallsOfOneClientAtOnce) {
  ClientBudgets budgets({2, 0});
  EXPECT_TRUE(budgets.Take("a", kStart).ok());
  EXPECT_TRUE(budgets.Take("a", kStart).ok());
  EXPECT_EQ(budgets.Take("a", kStart).reason(), "CLIENT_CALLS");
  EXPECT_TRUE(budgets.Take("b", kStart).ok());
  budgets.Release("a");
  EXPECT_TRUE(budgets.Take("a", kStart).ok());
}

TEST(ClientBudgets, BoundTheCallsThatBeginInASecond) {
  ClientBudgets budgets({0, 10});
  for (int i = 0; i < 10; ++i) EXPECT_TRUE(budgets.Take("a", kStart).ok());
  EXPECT_EQ(budgets.Take("a", kStart).reason(), "CLIENT_RATE");
  EXPECT_TRUE(budgets.Take("b", kStart).ok());
  const auto later = kStart + std::chrono::milliseconds(250);
  EXPECT_TRUE(budgets.Take("a", later).ok());
  EXPECT_TRUE(budgets.Take("a", later).ok());
  EXPECT_EQ(budgets.Take("a", later).code(), StatusCode::kResourceExhausted);
  // What is not used for a while is not saved up.
  const auto much_later = kStart + std::chrono::hours(1);
  for (int i = 0; i < 10; ++i) EXPECT_TRUE(budgets.Take("a", much_later).ok());
  EXPECT_FALSE(budgets.Take("a", much_later).ok());
}

TEST(ClientBudgets, DoNotBoundCallersWithoutAName) {
  ClientBudgets budgets({1, 1});
  for (int i = 0; i < 5; ++i) {
    EXPECT_TRUE(budgets.Take(kLocalCaller, kStart).ok());
  }
  budgets.Release(kLocalCaller);
}

TEST(ClientBudgets, ForgetIdleClientsRatherThanGrow) {
  ClientBudgets budgets({1, 0});
  EXPECT_TRUE(budgets.Take("busy", kStart).ok());
  for (size_t i = 0; i < 3 * ClientBudgets::kMostClients; ++i) {
    const std::string name = std::to_string(i);
    EXPECT_TRUE(budgets.Take(name, kStart).ok());
    budgets.Release(name);
  }
  EXPECT_EQ(budgets.Take("busy", kStart).reason(), "CLIENT_CALLS");
}

}  // namespace
}  // namespace vigie::server
