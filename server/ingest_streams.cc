#include "server/ingest_streams.h"

#include <algorithm>
#include <thread>
#include <utility>

#include "server/request_log.h"
#include "wire/convert_status.h"

namespace vigie::server {
namespace {

constexpr char kMethod[] = "ArticleService/Ingest";

// How soon the end of the last stream is noticed.
constexpr std::chrono::milliseconds kPoll(2);

// A call that is over before it begins.
class RefusedStream final
    : public grpc::ServerBidiReactor<v1::IngestRequest, v1::IngestResponse> {
 public:
  explicit RefusedStream(const Status& status) {
    wire::ErrorDetails details;
    if (status.code() == StatusCode::kResourceExhausted) {
      details.retry_after = std::chrono::seconds(1);
    }
    Finish(wire::ToGrpcStatus(status, details));
  }
  void OnDone() override { delete this; }  // NOLINT: gRPC's owner of a reactor
};

}  // namespace

IngestStreams::~IngestStreams() {
  Drain(std::chrono::minutes(1));
  const std::lock_guard<std::mutex> lock(mutex_);
  streams_.clear();
}

Status IngestStreams::Refusal(const Result<Caller>& caller) const {
  if (!caller.ok()) return caller.status();
  if (draining_) {
    return Status(StatusCode::kUnavailable, "the server is shutting down",
                  "SHUTTING_DOWN");
  }
  if (streams_.size() >= limits_.streams) {
    return Status(StatusCode::kResourceExhausted,
                  "too many ingest streams at once; try again later",
                  "INGEST_STREAMS");
  }
  Status usable = writes_->Use([](LiveWriter*) { return OkStatus(); });
  if (!usable.ok()) return usable;
  return gate_.budgets->Take(caller->name, ClientBudgets::Clock::now());
}

void IngestStreams::DropEnded() {
  streams_.remove_if([](const auto& stream) { return stream->ended(); });
}

grpc::ServerBidiReactor<v1::IngestRequest, v1::IngestResponse>*
IngestStreams::Start(grpc::CallbackServerContext* context) {
  const std::lock_guard<std::mutex> lock(mutex_);
  DropEnded();
  const Result<Caller> caller = gate_.access->Admit(*context, kMethod);
  const Status refusal = Refusal(caller);
  if (!refusal.ok()) {
    RequestLine line;
    line.rpc = kMethod;
    line.code = refusal.code();
    line.reason = refusal.reason();
    line.caller = caller.ok() ? std::string_view(caller->name) : "";
    line.audited = true;
    LogRequest(line);
    gate_.metrics->Count(kMethod, refusal.code(), refusal.reason(), {});
    return new RefusedStream(refusal);  // NOLINT: deletes itself
  }
  streams_.push_back(std::make_unique<IngestStream>(
      context, limits_, IngestWriter(writes_, snapshots_, caller->sources),
      caller->name, gate_));
  return streams_.back().get();
}

void IngestStreams::Drain(std::chrono::milliseconds grace) {
  const auto limit = std::chrono::steady_clock::now() + grace;
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    draining_ = true;
    for (const auto& stream : streams_) stream->Drain();
  }
  while (open() > 0 && std::chrono::steady_clock::now() < limit) {
    std::this_thread::sleep_for(kPoll);
  }
}

uint32_t IngestStreams::open() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return static_cast<uint32_t>(
      std::count_if(streams_.begin(), streams_.end(),
                    [](const auto& stream) { return !stream->ended(); }));
}

}  // namespace vigie::server
