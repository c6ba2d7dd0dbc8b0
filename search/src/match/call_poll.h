// Stopping work that nobody waits for: deadline and cancellation.
#ifndef VIGIE_MATCH_CALL_POLL_H_
#define VIGIE_MATCH_CALL_POLL_H_

#include <cstdint>

#include "vigie/search.h"
#include "vigie/status.h"

namespace vigie::match {

// OK, DEADLINE_EXCEEDED or CANCELLED, now.
Status CheckControl(const CallControl& control);

// `control`, which ends when so much of the time from now to its deadline has
// passed.
CallControl Part(const CallControl& control, double share);

// Thrown through Xapian's matcher, where no Status can travel; never leaves
// the executor.
struct Stopped {
  Status status;
};

// CheckControl at every kInterval-th tick. Of one call, so of one thread.
class CallPoll {
 public:
  static constexpr uint32_t kInterval = 64;

  // `control` must outlive the poll.
  explicit CallPoll(const CallControl& control) : control_(control) {}

  Status Tick() {
    if (++ticks_ % kInterval != 0) return OkStatus();
    return CheckControl(control_);
  }
  // Tick for code called by Xapian. Throws Stopped.
  void TickOrThrow() {
    if (Status status = Tick(); !status.ok()) throw Stopped{status};
  }

 private:
  const CallControl& control_;
  uint32_t ticks_ = 0;
};

}  // namespace vigie::match

#endif  // VIGIE_MATCH_CALL_POLL_H_
