#include "server/stream_alarm.h"

#include <mutex>

namespace vigie::server {
namespace {

// From the deadline of a stream to the end of one that nobody reads.
constexpr std::chrono::milliseconds kStallGrace(500);

}  // namespace

struct StreamAlarm::Shared {
  std::mutex mutex;
  grpc::ServerContext* context;  // guarded by mutex; null once destroyed
  bool fired = false;            // guarded by mutex
};

StreamAlarm::StreamAlarm(grpc::ServerContext* context,
                         std::chrono::steady_clock::time_point deadline)
    : shared_(std::make_shared<Shared>()) {
  shared_->context = context;
  const auto at = std::chrono::system_clock::now() +
                  std::chrono::duration_cast<std::chrono::microseconds>(
                      deadline - std::chrono::steady_clock::now());
  alarm_.Set(at, [shared = shared_](bool expired) {
    const std::lock_guard<std::mutex> lock(shared->mutex);
    if (!expired || shared->context == nullptr) return;
    shared->fired = true;
    shared->context->TryCancel();
  });
}

StreamAlarm::~StreamAlarm() {
  {
    const std::lock_guard<std::mutex> lock(shared_->mutex);
    shared_->context = nullptr;
  }
  alarm_.Cancel();
}

CallOutcome UnderAlarm(grpc::ServerContext* context, const CallControl& control,
                       const std::function<CallOutcome()>& stream) {
  const StreamAlarm alarm(context, *control.deadline + kStallGrace);
  CallOutcome outcome = stream();
  if (!outcome.status.ok() && alarm.fired()) {
    outcome.status =
        Status(StatusCode::kDeadlineExceeded,
               "the stream lasted longer than it may", "DEADLINE_EXCEEDED");
  }
  return outcome;
}

bool StreamAlarm::fired() const {
  const std::lock_guard<std::mutex> lock(shared_->mutex);
  return shared_->fired;
}

}  // namespace vigie::server
