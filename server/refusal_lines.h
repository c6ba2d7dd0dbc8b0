// How many lines of refused calls the log takes.
#ifndef SERVER_REFUSAL_LINES_H_
#define SERVER_REFUSAL_LINES_H_

#include <chrono>
#include <cstdint>
#include <mutex>

namespace vigie::server {

// An overloaded server refuses thousands of calls a second; a line for each
// would cost as much as the refusal. Thread-safe.
class RefusalLines {
 public:
  using Clock = std::chrono::steady_clock;
  static constexpr uint32_t kPerSecond = 20;

  struct Verdict {
    bool write = true;
    uint64_t left_out = 0;  // lines since the last that was written
  };
  // For one refused call. The first line after some were left out tells of
  // them.
  Verdict Take(Clock::time_point now);

 private:
  std::mutex mutex_;
  Clock::time_point second_;  // when the running second began
  uint32_t written_ = 0;      // in it
  uint64_t left_out_ = 0;
};

}  // namespace vigie::server

#endif  // SERVER_REFUSAL_LINES_H_
