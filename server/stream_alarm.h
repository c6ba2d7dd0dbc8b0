// Ends a stream whose reader has stalled: Write blocks under flow control, and
// only a cancelled call unblocks it, so that such a reader sees CANCELLED. One
// that still reads is told DEADLINE_EXCEEDED by the engine, which stops first.
#ifndef SERVER_STREAM_ALARM_H_
#define SERVER_STREAM_ALARM_H_

#include <grpcpp/alarm.h>
#include <grpcpp/server_context.h>

#include <chrono>
#include <functional>
#include <memory>

#include "server/call_runner.h"

namespace vigie::server {

class StreamAlarm {
 public:
  // Cancels the call at `deadline` unless destroyed before. The context must
  // outlive the alarm.
  StreamAlarm(grpc::ServerContext* context,
              std::chrono::steady_clock::time_point deadline);
  ~StreamAlarm();
  StreamAlarm(const StreamAlarm&) = delete;
  StreamAlarm& operator=(const StreamAlarm&) = delete;

  // Whether the deadline has passed. Thread-safe.
  bool fired() const;

 private:
  struct Shared;  // outlives this object while gRPC runs the callback

  std::shared_ptr<Shared> shared_;
  grpc::Alarm alarm_;
};

// Runs `stream`, which writes to the call of `context`, and ends it some time
// after the deadline of `control` when its reader has stalled.
CallOutcome UnderAlarm(grpc::ServerContext* context, const CallControl& control,
                       const std::function<CallOutcome()>& stream);

}  // namespace vigie::server

#endif  // SERVER_STREAM_ALARM_H_
