// What every call goes through: access, limits, admission, deadline, status,
// log.
#ifndef SERVER_CALL_RUNNER_H_
#define SERVER_CALL_RUNNER_H_

#include <google/protobuf/message.h>
#include <grpcpp/server_context.h>

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <string>

#include "server/admission.h"
#include "server/call_gate.h"
#include "server/caller.h"
#include "server/deadlines.h"
#include "server/request_limits.h"
#include "server/worker_pool.h"
#include "vigie/status.h"

namespace vigie::server {

// How a call ended. `rows` is for the log: hits, mentions, articles, tokens.
struct CallOutcome {
  Status status;
  uint64_t rows = 0;
  std::map<std::string, std::string> metadata;  // of the error's ErrorInfo
  std::string plan;  // as PlanOf, for the log; empty unless it wants words
};

// The query of an answer as it was understood; empty where it has none.
std::string PlanOf(const google::protobuf::Message& response);

// A response above this size is refused with RESOURCE_EXHAUSTED (reason
// RESPONSE_TOO_LARGE): clients accept 4 MB unless they say otherwise.
inline constexpr size_t kResponseBytes = 4U << 20;

// A search is refused at once rather than queued for longer.
inline constexpr std::chrono::seconds kMostWait(1);

// Thread-safe; one per server.
class CallRunner {
 public:
  // Searches run on a pool of threads, which keep what they have set up;
  // streams, admitted apart, on those of gRPC, so that slow readers of streams
  // cannot hold up searches.
  struct Capacity {
    uint32_t searches = 8;
    uint32_t searches_waiting = 128;
    uint32_t streams = 16;
    uint32_t writes = 8;
    uint32_t writes_waiting = 32;
  };
  // Who may call, how much, and who counts it. All must outlive the runner.
  CallRunner(const Capacity& capacity, const DeadlinePolicy& stream_deadlines,
             const CallGate& gate)
      : stream_deadlines_(stream_deadlines),
        gate_(gate),
        streams_(capacity.streams, 0),
        writes_(capacity.writes, capacity.writes_waiting),
        pool_(capacity.searches, capacity.searches_waiting) {}

  using Body = std::function<CallOutcome(const Call&)>;

  // One call: `rpc` as logged, e.g. "SearchService/Search". `response` is null
  // for a stream.
  struct Spec {
    const char* rpc;
    grpc::ServerContextBase* context;
    RequestCheck check;
    google::protobuf::Message* response = nullptr;
  };

  // Runs `body` on the pool and waits for it. An exception that leaves it
  // becomes INTERNAL; `response` is cleared on every error.
  grpc::Status RunUnary(const Spec& spec, const Body& body) {
    return Run(spec, kUnaryDeadlines,
               [&](const Call& call) { return OnPool(call, body); });
  }
  // Runs `body` from the calling thread.
  grpc::Status RunStream(const Spec& spec, const Body& body) {
    return Run(spec, stream_deadlines_, [&](const Call& call) {
      return Admitted(&streams_, call, body);
    });
  }
  // As RunStream, for writes and for looking after the index: admitted apart.
  grpc::Status RunWrite(const Spec& spec, const Body& body) {
    return Run(spec, kWriteDeadlines, [&](const Call& call) {
      return Admitted(&writes_, call, body);
    });
  }
  // Of a call of RunWrite that writes an article: ClientBudgets::TryWrite.
  Status TakeWrite(const Call& call) {
    return gate_.budgets->TryWrite(call.caller.name, Clock::now());
  }
  // As RunStream, for what must answer under load: no admission.
  grpc::Status RunLight(const Spec& spec, const Body& body) {
    return Run(spec, kUnaryDeadlines,
               [&](const Call& call) { return Guarded(call, body); });
  }

  // The same in parts, for calls that end on another thread than the one that
  // they began on. Begin checks the access and what the client may ask at once;
  // each that is OK needs an End of its caller.
  using Clock = std::chrono::steady_clock;
  Result<Caller> Begin(const Spec& spec);
  // Runs `body`, or tells why not: the deadline has passed, the caller left.
  static CallOutcome RunInTime(const Call& call, const Body& body);
  // OVERLOADED when the pool's queue is full, or so long that `job` would wait
  // for more than kMostWait or past the deadline of `control`; else it runs
  // later.
  Status Submit(const CallControl& control, std::function<void()> job);
  // As Submit, but `job` runs here and now when the pool has nothing to do:
  // handing it over would take longer than many a search.
  Status RunSoon(const CallControl& control, const std::function<void()>& job);
  void End(const Caller& caller);
  // RESOURCE_EXHAUSTED (reason RESPONSE_TOO_LARGE) above kResponseBytes.
  static Status CheckSize(size_t response_bytes);
  // What the caller is told, the call's trailers included; clears the response
  // of an error, and completes `outcome` for Tell.
  static grpc::Status Told(const Spec& spec, CallOutcome* outcome);
  // Logs and counts. `caller` is empty where nobody is known.
  void Tell(const Spec& spec, const CallOutcome& outcome,
            std::chrono::microseconds elapsed, const std::string& caller);

  // Answers every new call with UNAVAILABLE (reason SHUTTING_DOWN) from now on,
  // and waits until those that run have ended, or for `grace`.
  void Drain(std::chrono::milliseconds grace);

 private:
  static CallOutcome Guarded(const Call& call, const Body& body);
  static CallOutcome Admitted(Admission* admission, const Call& call,
                              const Body& body);
  CallOutcome OnPool(const Call& call, const Body& body);
  grpc::Status Run(const Spec& spec, const DeadlinePolicy& deadlines,
                   const Body& body);
  grpc::Status Conclude(const Spec& spec, CallOutcome outcome,
                        Clock::time_point start, const std::string& caller);

  const DeadlinePolicy stream_deadlines_;
  const CallGate gate_;
  Admission streams_;
  Admission writes_;
  std::mutex mutex_;
  std::condition_variable ended_;
  uint32_t running_ = 0;   // guarded by mutex_
  bool draining_ = false;  // guarded by mutex_
  WorkerPool pool_;        // last, so that its jobs end before the rest
};

}  // namespace vigie::server

#endif  // SERVER_CALL_RUNNER_H_
