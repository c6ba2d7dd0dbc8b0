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

TEST(ClientBudgets, HoldWritesBackThatComeTooFast) {
  ClientBudgets budgets({0, 0, 10});
  EXPECT_TRUE(budgets.Take("a", kStart).ok());
  for (int i = 0; i < 9; ++i) {
    EXPECT_EQ(budgets.TakeWrite("a", kStart), kStart);
  }
  const auto tenth = std::chrono::milliseconds(100);
  EXPECT_EQ(budgets.TakeWrite("a", kStart), kStart + tenth);
  // Two streams of one client share what it may.
  EXPECT_EQ(budgets.TakeWrite("a", kStart), kStart + 2 * tenth);
  EXPECT_EQ(budgets.TakeWrite("b", kStart), kStart);
  const auto later = kStart + 2 * tenth;
  EXPECT_EQ(budgets.TakeWrite("a", later), later + tenth);
  // What is not used for a while is not saved up.
  const auto much_later = kStart + std::chrono::hours(1);
  for (int i = 0; i < 9; ++i) {
    EXPECT_EQ(budgets.TakeWrite("a", much_later), much_later);
  }
  EXPECT_GT(budgets.TakeWrite("a", much_later), much_later);
}

TEST(ClientBudgets, RefuseWritesThatCannotBeHeldBack) {
  ClientBudgets budgets({0, 0, 2});
  EXPECT_TRUE(budgets.Take("a", kStart).ok());
  EXPECT_TRUE(budgets.TryWrite("a", kStart).ok());
  EXPECT_TRUE(budgets.TryWrite("a", kStart).ok());
  const Status refused = budgets.TryWrite("a", kStart);
  EXPECT_EQ(refused.code(), StatusCode::kResourceExhausted);
  EXPECT_EQ(refused.reason(), "CLIENT_WRITES");
  EXPECT_TRUE(budgets.TryWrite("b", kStart).ok());
  // What was refused costs nothing.
  const auto later = kStart + std::chrono::milliseconds(500);
  EXPECT_TRUE(budgets.TryWrite("a", later).ok());
  EXPECT_FALSE(budgets.TryWrite("a", later).ok());
  // Streams and calls share what the client may.
  EXPECT_GT(budgets.TakeWrite("a", later), later);
  EXPECT_FALSE(budgets.TryWrite("a", later).ok());
}

TEST(ClientBudgets, HoldNoWriteBackWithoutABound) {
  ClientBudgets unbounded({1, 1, 0});
  ClientBudgets bounded({0, 0, 1});
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(unbounded.TakeWrite("a", kStart), kStart);
    EXPECT_TRUE(unbounded.TryWrite("a", kStart).ok());
    EXPECT_TRUE(bounded.TryWrite(kLocalCaller, kStart).ok());
    EXPECT_EQ(bounded.TakeWrite(kLocalCaller, kStart), kStart);
  }
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
