// How much one client may ask at once and per second.
#ifndef SERVER_CLIENT_LIMITS_H_
#define SERVER_CLIENT_LIMITS_H_

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string>
#include <unordered_map>

#include "vigie/status.h"

namespace vigie::server {

struct ClientLimits {
  uint32_t calls = 256;     // at once; 0: no bound
  uint32_t per_second = 0;  // begun; as many again in one go; 0: no bound
  uint32_t writes_per_second = 0;  // of articles; likewise
};

// Clients are told apart by the name that access gave them; those called
// kLocalCaller are not bounded, for nobody knows how many they are.
// Thread-safe.
class ClientBudgets {
 public:
  using Clock = std::chrono::steady_clock;
  // Clients remembered: beyond it, those without a call at work are forgotten.
  static constexpr size_t kMostClients = 4'096;

  explicit ClientBudgets(const ClientLimits& limits) : limits_(limits) {}
  ClientBudgets(const ClientBudgets&) = delete;
  ClientBudgets& operator=(const ClientBudgets&) = delete;

  // Counts a call of `client` in; when that is OK it needs a Release.
  // RESOURCE_EXHAUSTED (reason CLIENT_CALLS or CLIENT_RATE), at once.
  Status Take(const std::string& client, Clock::time_point now);
  void Release(const std::string& client);

  // Counts a write of `client` in, which has a call at work. When its next one
  // may be read: `now`, or later once it has written too fast.
  Clock::time_point TakeWrite(const std::string& client, Clock::time_point now);
  // The same for a write that cannot be held back: RESOURCE_EXHAUSTED (reason
  // CLIENT_WRITES), and nothing is counted, once it has written too fast.
  Status TryWrite(const std::string& client, Clock::time_point now);

 private:
  struct Budget {
    uint32_t running = 0;
    double allowance = 0;  // calls that may begin now
    double writes = 0;     // that may be read now; negative: read too early
    Clock::time_point filled;
  };
  bool Bounds(const std::string& client) const;
  bool BoundsWrites(const std::string& client) const {
    return limits_.writes_per_second > 0 && Bounds(client);
  }
  // REQUIRES mutex_ held.
  Budget& BudgetOf(const std::string& client, Clock::time_point now);

  const ClientLimits limits_;
  std::mutex mutex_;
  std::unordered_map<std::string, Budget> budgets_;  // guarded by mutex_
};

}  // namespace vigie::server

#endif  // SERVER_CLIENT_LIMITS_H_
