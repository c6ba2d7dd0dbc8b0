#include "match/call_poll.h"

#include <chrono>

namespace vigie::match {

Status CheckControl(const CallControl& control) {
  if (control.cancelled && control.cancelled()) {
    return Status(StatusCode::kCancelled, "the caller cancelled the request");
  }
  if (control.deadline &&
      std::chrono::steady_clock::now() >= *control.deadline) {
    return Status(StatusCode::kDeadlineExceeded,
                  "the deadline passed before the answer was complete");
  }
  return OkStatus();
}

CallControl Part(const CallControl& control, double share) {
  CallControl part = control;
  if (!control.deadline) return part;
  const auto now = std::chrono::steady_clock::now();
  part.deadline =
      now + std::chrono::duration_cast<std::chrono::steady_clock::duration>(
                share * (*control.deadline - now));
  return part;
}

}  // namespace vigie::match
