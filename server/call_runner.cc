#include "server/call_runner.h"

#include <algorithm>
#include <chrono>
#include <exception>
#include <future>
#include <string>
#include <utility>

#include "server/busy_poll.h"
#include "server/request_log.h"

namespace vigie::server {
namespace {

// When an overloaded server is worth asking again.
constexpr std::chrono::milliseconds kPushback(200);

// The field at fault, for errors that the library finds in a request.
wire::ErrorDetails DetailsOf(const CallRunner::Spec& spec,
                             const Status& status) {
  wire::ErrorDetails details;
  if (status.code() == StatusCode::kInvalidArgument) {
    details.violations = spec.check.violations;
  }
  const std::string& reason = status.reason();
  if (status.code() == StatusCode::kInvalidArgument &&
      details.violations.empty()) {
    if (reason.rfind("QUERY_", 0) == 0) {
      details.violations.push_back({"query", status.message()});
    } else if (reason.rfind("PAGE_TOKEN_", 0) == 0) {
      details.violations.push_back({"page_token", status.message()});
    }
  }
  if (reason == "OVERLOADED" || reason == "CLIENT_CALLS" ||
      reason == "CLIENT_RATE" || reason == "CLIENT_WRITES") {
    details.retry_after = kPushback;
  }
  return details;
}

Status TooMany() {
  return Status(StatusCode::kResourceExhausted,
                "too many requests at once; try again later", "OVERLOADED");
}

// What TooMany tells a caller: made once, since it is said most often when time
// is shortest.
const grpc::Status& Refusal() {
  static const grpc::Status refusal = [] {
    wire::ErrorDetails details;
    details.retry_after = kPushback;
    return wire::ToGrpcStatus(TooMany(), details);
  }();
  return refusal;
}

bool IsRefusal(const CallOutcome& outcome) {
  return outcome.status.reason() == "OVERLOADED" && outcome.metadata.empty() &&
         outcome.status.message() == Refusal().error_message();
}

void PushBack(std::chrono::milliseconds pause,
              grpc::ServerContextBase* context) {
  context->AddTrailingMetadata("grpc-retry-pushback-ms",
                               std::to_string(pause.count()));
}

std::string_view TraceparentOf(const grpc::ServerContextBase& context) {
  const auto found = context.client_metadata().find("traceparent");
  if (found == context.client_metadata().end()) return {};
  return CheckedTraceparent({found->second.data(), found->second.size()});
}

}  // namespace

std::string PlanOf(const google::protobuf::Message& response) {
  constexpr size_t kMostBytes = 2'000;
  const auto* field =
      response.GetDescriptor()->FindFieldByName("understanding");
  if (field == nullptr) return "";
  return response.GetReflection()
      ->GetMessage(response, field)
      .ShortDebugString()
      .substr(0, kMostBytes);
}

CallOutcome CallRunner::Guarded(const Call& call, const Body& body) {
  try {
    return body(call);
  } catch (const std::exception& e) {
    LogError(std::string("a call failed: ") + e.what());
  } catch (...) {
    LogError("a call failed: unknown exception");
  }
  return {Status(StatusCode::kInternal, "the server failed; its log says more",
                 "INTERNAL")};
}

Result<Caller> CallRunner::Begin(const Spec& spec) {
  Result<Caller> caller = gate_.access->Admit(*spec.context, spec.rpc);
  if (!caller.ok()) return caller;
  Status share = gate_.budgets->Take(caller->name, Clock::now());
  if (!share.ok()) return share;
  const std::lock_guard<std::mutex> lock(mutex_);
  if (draining_) {
    gate_.budgets->Release(caller->name);
    return Status(StatusCode::kUnavailable, "the server is shutting down",
                  "SHUTTING_DOWN");
  }
  ++running_;
  return caller;
}

void CallRunner::End(const Caller& caller) {
  gate_.budgets->Release(caller.name);
  const std::lock_guard<std::mutex> lock(mutex_);
  if (--running_ == 0) ended_.notify_all();
}

void CallRunner::Drain(std::chrono::milliseconds grace) {
  std::unique_lock<std::mutex> lock(mutex_);
  draining_ = true;
  ended_.wait_for(lock, grace, [this] { return running_ == 0; });
}

CallOutcome CallRunner::Admitted(Admission* admission, const Call& call,
                                 const Body& body) {
  const Result<Admission::Ticket> ticket = admission->Acquire(call.control);
  if (!ticket.ok()) return {ticket.status()};
  return Guarded(call, body);
}

Status CallRunner::Submit(const CallControl& control,
                          std::function<void()> job) {
  WorkerPool::Wait most_wait = kMostWait;
  if (control.deadline) {
    // A deadline that has passed is told as such, by RunInTime.
    most_wait = std::clamp(*control.deadline - Clock::now(),
                           WorkerPool::Wait(0), most_wait);
  }
  if (pool_.Submit(std::move(job), most_wait)) return OkStatus();
  return TooMany();
}

Status CallRunner::RunSoon(const CallControl& control,
                           const std::function<void()>& job) {
  if (!pool_.Borrow()) return Submit(control, job);
  {
    const BusyPoll::Job at_work;
    job();
  }
  pool_.Return();
  return OkStatus();
}

CallOutcome CallRunner::RunInTime(const Call& call, const Body& body) {
  if (*call.control.deadline <= Clock::now()) {
    return {Status(StatusCode::kDeadlineExceeded,
                   "the deadline passed while the request queued",
                   "DEADLINE_EXCEEDED")};
  }
  if (call.control.cancelled()) {
    return {Status(StatusCode::kCancelled, "the caller cancelled the call")};
  }
  return Guarded(call, body);
}

CallOutcome CallRunner::OnPool(const Call& call, const Body& body) {
  std::promise<CallOutcome> outcome;
  const Status taken =
      Submit(call.control, [&] { outcome.set_value(RunInTime(call, body)); });
  if (!taken.ok()) return {taken};
  return outcome.get_future().get();
}

grpc::Status CallRunner::Run(const Spec& spec, const DeadlinePolicy& deadlines,
                             const Body& body) {
  const Clock::time_point start = Clock::now();
  const Result<Caller> caller = Begin(spec);
  if (!caller.ok()) return Conclude(spec, {caller.status()}, start, "");
  CallOutcome outcome =
      spec.check.status.ok()
          ? body({ControlOf(*spec.context, deadlines), *caller})
          : CallOutcome{spec.check.status};
  End(*caller);
  return Conclude(spec, std::move(outcome), start, caller->name);
}

Status CallRunner::CheckSize(size_t response_bytes) {
  if (response_bytes <= kResponseBytes) return OkStatus();
  return Status(StatusCode::kResourceExhausted,
                "the response is above 4 MB; ask for a smaller page",
                "RESPONSE_TOO_LARGE");
}

void CallRunner::Tell(const Spec& spec, const CallOutcome& outcome,
                      std::chrono::microseconds elapsed,
                      const std::string& caller) {
  const StatusCode code = outcome.status.code();
  gate_.metrics->Count(spec.rpc, code, outcome.status.reason(), elapsed);
  RequestLine line;
  line.rpc = spec.rpc;
  line.code = code;
  line.reason = outcome.status.reason();
  line.rows = outcome.rows;
  line.elapsed = elapsed;
  line.caller = caller;
  line.traceparent = TraceparentOf(*spec.context);
  line.plan = outcome.plan;
  line.audited = PermissionFor(spec.rpc) != Permission::kSearch ||
                 code == StatusCode::kUnauthenticated ||
                 code == StatusCode::kPermissionDenied;
  LogRequest(line);
}

grpc::Status CallRunner::Told(const Spec& spec, CallOutcome* outcome) {
  if (outcome->status.ok() && spec.response != nullptr) {
    outcome->status = CheckSize(spec.response->ByteSizeLong());
  }
  if (outcome->status.ok()) {
    if (spec.response != nullptr && LogsQueries()) {
      outcome->plan = PlanOf(*spec.response);
    }
    return grpc::Status::OK;
  }
  if (spec.response != nullptr) spec.response->Clear();
  if (IsRefusal(*outcome)) {
    PushBack(kPushback, spec.context);
    return Refusal();
  }
  wire::ErrorDetails details = DetailsOf(spec, outcome->status);
  details.metadata = std::move(outcome->metadata);
  if (details.retry_after) PushBack(*details.retry_after, spec.context);
  return wire::ToGrpcStatus(outcome->status, details);
}

grpc::Status CallRunner::Conclude(const Spec& spec, CallOutcome outcome,
                                  Clock::time_point start,
                                  const std::string& caller) {
  grpc::Status told = Told(spec, &outcome);
  Tell(spec, outcome,
       std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() -
                                                             start),
       caller);
  return told;
}

}  // namespace vigie::server
