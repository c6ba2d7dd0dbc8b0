#include "server/admission.h"

#include <algorithm>
#include <chrono>

namespace vigie::server {

Result<Admission::Ticket> Admission::Acquire(const CallControl& control) {
  using Clock = std::chrono::steady_clock;
  // A caller that hangs up is noticed within this time while it queues.
  constexpr std::chrono::milliseconds kPoll(20);

  std::unique_lock<std::mutex> lock(mutex_);
  if (running_ >= running_limit_ && waiting_ >= waiting_limit_) {
    return Status(StatusCode::kResourceExhausted,
                  "too many requests at once; try again later", "OVERLOADED");
  }
  ++waiting_;
  Status status;
  while (running_ >= running_limit_) {
    const Clock::time_point now = Clock::now();
    if (control.deadline && *control.deadline <= now) {
      status = Status(StatusCode::kDeadlineExceeded,
                      "the deadline passed while the request queued",
                      "DEADLINE_EXCEEDED");
      break;
    }
    if (control.cancelled && control.cancelled()) {
      status = Status(StatusCode::kCancelled, "the caller cancelled the call");
      break;
    }
    Clock::time_point until = now + kPoll;
    if (control.deadline) until = std::min(until, *control.deadline);
    released_.wait_until(lock, until);
  }
  --waiting_;
  if (!status.ok()) return status;
  ++running_;
  return Ticket(this);
}

void Admission::Release() {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    --running_;
  }
  released_.notify_one();
}

}  // namespace vigie::server
