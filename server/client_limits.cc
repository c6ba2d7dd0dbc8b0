#include "server/client_limits.h"

#include <algorithm>
#include <iterator>

#include "server/caller.h"

namespace vigie::server {

ClientBudgets::Budget& ClientBudgets::BudgetOf(const std::string& client,
                                               Clock::time_point now) {
  if (budgets_.size() >= kMostClients && budgets_.count(client) == 0) {
    for (auto at = budgets_.begin(); at != budgets_.end();) {
      at = at->second.running == 0 ? budgets_.erase(at) : std::next(at);
    }
  }
  const auto made = budgets_.try_emplace(client);
  const bool is_new = made.second;
  Budget& budget = made.first->second;
  const std::chrono::duration<double> passed = now - budget.filled;
  const auto fill = [&](double most, double* left) {
    *left = is_new ? most : std::min(most, *left + passed.count() * most);
  };
  fill(limits_.per_second, &budget.allowance);
  fill(limits_.writes_per_second, &budget.writes);
  budget.filled = now;
  return budget;
}

bool ClientBudgets::Bounds(const std::string& client) const {
  return (limits_.calls > 0 || limits_.per_second > 0 ||
          limits_.writes_per_second > 0) &&
         client != kLocalCaller;
}

Status ClientBudgets::Take(const std::string& client, Clock::time_point now) {
  if (!Bounds(client)) return OkStatus();
  const std::lock_guard<std::mutex> lock(mutex_);
  Budget& budget = BudgetOf(client, now);
  if (limits_.calls > 0 && budget.running >= limits_.calls) {
    return Status(StatusCode::kResourceExhausted,
                  "this client has " + std::to_string(limits_.calls) +
                      " calls at work, the most that it may",
                  "CLIENT_CALLS");
  }
  if (limits_.per_second > 0) {
    if (budget.allowance < 1) {
      return Status(StatusCode::kResourceExhausted,
                    "this client may begin " +
                        std::to_string(limits_.per_second) +
                        " calls per second",
                    "CLIENT_RATE");
    }
    budget.allowance -= 1;
  }
  ++budget.running;
  return OkStatus();
}

void ClientBudgets::Release(const std::string& client) {
  if (!Bounds(client)) return;
  const std::lock_guard<std::mutex> lock(mutex_);
  const auto found = budgets_.find(client);
  if (found != budgets_.end() && found->second.running > 0) {
    --found->second.running;
  }
}

ClientBudgets::Clock::time_point ClientBudgets::TakeWrite(
    const std::string& client, Clock::time_point now) {
  if (!BoundsWrites(client)) return now;
  const std::lock_guard<std::mutex> lock(mutex_);
  Budget& budget = BudgetOf(client, now);
  budget.writes -= 1;
  if (budget.writes >= 1) return now;
  const std::chrono::duration<double> wait((1 - budget.writes) /
                                           limits_.writes_per_second);
  return now + std::chrono::duration_cast<Clock::duration>(wait);
}

Status ClientBudgets::TryWrite(const std::string& client,
                               Clock::time_point now) {
  if (!BoundsWrites(client)) return OkStatus();
  const std::lock_guard<std::mutex> lock(mutex_);
  Budget& budget = BudgetOf(client, now);
  if (budget.writes < 1) {
    return Status(StatusCode::kResourceExhausted,
                  "this client may write " +
                      std::to_string(limits_.writes_per_second) +
                      " articles per second",
                  "CLIENT_WRITES");
  }
  budget.writes -= 1;
  return OkStatus();
}

}  // namespace vigie::server
