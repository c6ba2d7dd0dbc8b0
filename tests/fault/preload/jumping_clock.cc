// A wall clock that jumps by up to twenty years either way, between any two
// looks at it. The monotonic clocks are left alone, as the kernel leaves them.
#include <dlfcn.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#include <atomic>
#include <cstdint>
#include <cstdlib>

#include "tests/fault/preload/record.h"

namespace {

constexpr int64_t kTwentyYears = 20LL * 365 * 86'400;

// Seconds to add to the wall clock now.
int64_t Jump() {
  static const char* const seed = std::getenv(vigie::fault::kClockVariable);
  if (seed == nullptr) return 0;
  static std::atomic<uint64_t> state{std::strtoull(seed, nullptr, 10) * 2 + 1};
  const uint64_t next = state.fetch_add(0x9E3779B97F4A7C15);
  const uint64_t random = (next ^ (next >> 29)) * 0xBF58476D1CE4E5B9;
  return static_cast<int64_t>((random >> 8) % (2 * kTwentyYears)) -
         kTwentyYears;
}

}  // namespace

// NOLINTBEGIN: the C library's own names
extern "C" {

int clock_gettime(clockid_t clock, timespec* time) {
  const long result = ::syscall(SYS_clock_gettime, clock, time);
  if (result == 0 &&
      (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) {
    time->tv_sec += Jump();
  }
  return static_cast<int>(result);
}

int gettimeofday(timeval* time, void* /*zone*/) {
  timespec now{};
  clock_gettime(CLOCK_REALTIME, &now);
  time->tv_sec = now.tv_sec;
  time->tv_usec = now.tv_nsec / 1'000;
  return 0;
}

time_t time(time_t* seconds) {
  timespec now{};
  clock_gettime(CLOCK_REALTIME, &now);
  if (seconds != nullptr) *seconds = now.tv_sec;
  return now.tv_sec;
}

}  // extern "C"
// NOLINTEND
