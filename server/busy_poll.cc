#include "server/busy_poll.h"

#include <sys/epoll.h>

#include <algorithm>
#include <atomic>
#include <thread>

namespace vigie::server {
namespace {

using Nanoseconds = std::chrono::nanoseconds;
using Milliseconds = std::chrono::milliseconds;

std::atomic<Nanoseconds::rep> bound{0};
std::atomic<Nanoseconds::rep> last_touch{0};  // of the clock's epoch
std::atomic<int> jobs{0};
std::atomic<Nanoseconds::rep> resting_until{0};
std::atomic<uint64_t> empty_polls{0};

Nanoseconds::rep Since(BusyPoll::Clock::time_point time) {
  return Nanoseconds(time.time_since_epoch()).count();
}

bool Wanted(BusyPoll::Clock::time_point now) {
  const Nanoseconds::rep most = bound.load(std::memory_order_relaxed);
  return most > 0 && jobs.load(std::memory_order_relaxed) <= 1 &&
         Since(now) - last_touch.load(std::memory_order_relaxed) < most &&
         Since(now) >= resting_until.load(std::memory_order_relaxed);
}

// As epoll_wait, as long as polling is wanted; takes the time that it took off
// `timeout`, in milliseconds, unless that is negative: no limit.
int Poll(int queue, epoll_event* events, int most, int* timeout) {
  const auto start = BusyPoll::Clock::now();
  auto now = start;
  const auto in_time = [&] {
    return *timeout < 0 || now - start < Milliseconds(*timeout);
  };
  while (Wanted(now) && in_time()) {
    const int found = epoll_pwait(queue, events, most, 0, nullptr);
    if (found != 0) return found;
    const auto before = now;
    now = BusyPoll::Clock::now();
    BusyPoll::Notice(now - before, now);
  }
  if (*timeout > 0) {
    const auto spent = std::chrono::duration_cast<Milliseconds>(now - start);
    *timeout = std::max(0, *timeout - static_cast<int>(spent.count()));
  }
  return 0;
}

}  // namespace

std::chrono::microseconds BusyPoll::DefaultBound() {
  constexpr unsigned kCores = 4;
  return std::chrono::microseconds(
      std::thread::hardware_concurrency() < kCores ? 0 : 1'000);
}

void BusyPoll::SetBound(std::chrono::microseconds most) {
  resting_until = 0;
  const bool alone = std::thread::hardware_concurrency() < 2;
  bound = alone ? 0
                : Nanoseconds(std::clamp(most, std::chrono::microseconds(0),
                                         kMostBound))
                      .count();
}

void BusyPoll::Touch(Clock::time_point now) {
  last_touch.store(Since(now), std::memory_order_relaxed);
}

BusyPoll::Job::Job() { jobs.fetch_add(1, std::memory_order_relaxed); }
BusyPoll::Job::~Job() { jobs.fetch_sub(1, std::memory_order_relaxed); }

void BusyPoll::Notice(Clock::duration poll, Clock::time_point now) {
  empty_polls.fetch_add(1, std::memory_order_relaxed);
  if (poll < kLostCore) return;
  resting_until.store(Since(now + kRest), std::memory_order_relaxed);
}

uint64_t BusyPoll::EmptyPolls() {
  return empty_polls.load(std::memory_order_relaxed);
}

}  // namespace vigie::server

// Stands before the one of the C library, for gRPC as for everybody else in the
// process; what epoll_pwait does without a mask is the same.
extern "C" [[gnu::visibility("default")]] int
epoll_wait(  // NOLINT(readability-identifier-naming)
    int epfd, epoll_event* events, int maxevents, int timeout) {
  if (timeout != 0) {
    const int found = vigie::server::Poll(epfd, events, maxevents, &timeout);
    if (found != 0) return found;
  }
  return epoll_pwait(epfd, events, maxevents, timeout, nullptr);
}
