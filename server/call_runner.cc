#include "server/call_runner.h"

#include <malloc.h>

#include <chrono>
#include <exception>
#include <optional>
#include <string>

#include "server/request_log.h"

namespace vigie::server {
namespace {

using Clock = std::chrono::steady_clock;

// When an overloaded server is worth asking again.
constexpr std::chrono::milliseconds kPushback(200);

// After a call this long, the memory that it took goes back to the system. The
// allocator would keep it for the calling thread, and once per thread.
constexpr std::chrono::milliseconds kExpensive(100);

CallOutcome Guarded(const CallRunner::Body& body, const Call& call) {
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

CallOutcome Admitted(Admission* admission, const Call& call,
                     const CallRunner::Body& body) {
  std::optional<Admission::Ticket> ticket;
  if (admission != nullptr) {
    Result<Admission::Ticket> acquired = admission->Acquire(call.control);
    if (!acquired.ok()) return {acquired.status()};
    ticket.emplace(*std::move(acquired));
  }
  return Guarded(body, call);
}

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
  if (reason == "OVERLOADED") details.retry_after = kPushback;
  return details;
}

}  // namespace

bool CallRunner::Enter() {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (draining_) return false;
  ++running_;
  return true;
}

void CallRunner::Leave() {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (--running_ == 0) ended_.notify_all();
}

void CallRunner::Drain(std::chrono::milliseconds grace) {
  std::unique_lock<std::mutex> lock(mutex_);
  draining_ = true;
  ended_.wait_for(lock, grace, [this] { return running_ == 0; });
}

CallOutcome CallRunner::Serve(const Spec& spec, Admission* admission,
                              const DeadlinePolicy& deadlines,
                              const Body& body) {
  Result<Caller> caller = access_->Admit(*spec.context, spec.rpc);
  if (!caller.ok()) return {caller.status()};
  if (!spec.check.status.ok()) return {spec.check.status};
  if (!Enter()) {
    return {Status(StatusCode::kUnavailable, "the server is shutting down",
                   "SHUTTING_DOWN")};
  }
  const Call call{ControlOf(*spec.context, deadlines), *std::move(caller)};
  CallOutcome outcome = Admitted(admission, call, body);
  Leave();
  return outcome;
}

grpc::Status CallRunner::Run(const Spec& spec, Admission* admission,
                             const DeadlinePolicy& deadlines,
                             const Body& body) {
  const Clock::time_point start = Clock::now();
  CallOutcome outcome = Serve(spec, admission, deadlines, body);
  if (outcome.status.ok() && spec.response != nullptr &&
      spec.response->ByteSizeLong() > kResponseBytes) {
    outcome.status =
        Status(StatusCode::kResourceExhausted,
               "the response is above 4 MB; ask for a smaller page",
               "RESPONSE_TOO_LARGE");
  }
  if (!outcome.status.ok() && spec.response != nullptr) {
    spec.response->Clear();
  }
  wire::ErrorDetails details = DetailsOf(spec, outcome.status);
  details.metadata = std::move(outcome.metadata);
  if (details.retry_after) {
    spec.context->AddTrailingMetadata(
        "grpc-retry-pushback-ms", std::to_string(details.retry_after->count()));
  }
  RequestLine line;
  line.rpc = spec.rpc;
  line.code = outcome.status.code();
  line.reason = outcome.status.reason();
  line.rows = outcome.rows;
  line.elapsed = std::chrono::duration_cast<std::chrono::microseconds>(
      Clock::now() - start);
  LogRequest(line);
  if (line.elapsed > kExpensive) malloc_trim(0);
  return wire::ToGrpcStatus(outcome.status, details);
}

}  // namespace vigie::server
