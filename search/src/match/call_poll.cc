#include "match/call_poll.h"

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

}  // namespace vigie::match
