// Asking for events without sleeping, for a while after each search: a core
// that slept takes longer to wake than many a search takes.
#ifndef SERVER_BUSY_POLL_H_
#define SERVER_BUSY_POLL_H_

#include <chrono>
#include <cstdint>

namespace vigie::server {

// Of the whole process, since gRPC waits for the events of all its servers and
// channels in one place, with one thread at a time: so one thread polls at
// most. A program that links this answers gRPC's epoll_wait itself
// (docs/adr/0038). Thread-safe; no call waits.
class BusyPoll {
 public:
  using Clock = std::chrono::steady_clock;

  static constexpr std::chrono::microseconds kMostBound{10'000};
  // A poll that took so long had its core taken away by others, who need it.
  // A thread that sleeps is given a core when its event comes; one that polled
  // has used up its share and waits for its turn. So nobody polls for a while.
  static constexpr std::chrono::microseconds kLostCore{1'000};
  static constexpr std::chrono::milliseconds kRest{50};
  // 1 ms; 0 below four cores, where the poller, a search and its caller would
  // get in each other's way.
  static std::chrono::microseconds DefaultBound();

  // Polls until so long has passed since the last Touch; 0, as at first: never.
  // Clamped to kMostBound; 0 on a machine of one core. Ends a rest.
  static void SetBound(std::chrono::microseconds most);

  // A caller that is waiting for its answers one by one has been heard, or
  // answered, at `now`.
  static void Touch(Clock::time_point now);

  // Around each job that keeps a core busy: with more than one at once nobody
  // polls.
  class Job {
   public:
    Job();
    ~Job();
    Job(const Job&) = delete;
    Job& operator=(const Job&) = delete;
  };

  // A poll that ended `now` found nothing, and took so long.
  static void Notice(Clock::duration poll, Clock::time_point now);

  // How often it was asked for events and found none, since the start.
  static uint64_t EmptyPolls();
};

}  // namespace vigie::server

#endif  // SERVER_BUSY_POLL_H_
