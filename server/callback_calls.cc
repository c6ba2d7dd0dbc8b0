#include "server/callback_calls.h"

#include <google/protobuf/stubs/logging.h>

#include <memory>
#include <utility>

#include "server/busy_poll.h"

namespace vigie::server {
namespace {

// Method, the sources that the caller may see, and request. Sources stand
// behind their sizes, so that no two keys are equal by chance.
std::string KeyOf(const char* rpc, const Caller& caller,
                  const grpc::ByteBuffer& request) {
  std::string key(rpc);
  key += caller.sources ? '/' : '*';
  if (caller.sources) {
    for (const std::string& source : caller.sources->sources) {
      key += std::to_string(source.size()) + ':' + source;
    }
    key += '/';
  }
  grpc::Slice bytes;
  if (request.TrySingleSlice(&bytes).ok() ||
      request.DumpToSingleSlice(&bytes).ok()) {
    key.append(reinterpret_cast<const char*>(bytes.begin()), bytes.size());
  }
  return key;
}

}  // namespace

grpc::Slice SliceOf(const google::protobuf::MessageLite& message) {
  grpc::Slice slice(message.ByteSizeLong());
  message.SerializeWithCachedSizesToArray(const_cast<uint8_t*>(slice.begin()));
  return slice;
}

// One call; it owns itself until gRPC is done with it.
class CallbackCalls::Call final : public grpc::ServerUnaryReactor {
 public:
  Call(CallbackCalls* calls, const char* rpc,
       grpc::CallbackServerContext* context, const grpc::ByteBuffer* request,
       grpc::ByteBuffer* response, Method method)
      : calls_(calls),
        spec_{rpc, context, {}},
        request_(request),
        response_(response),
        method_(std::move(method)) {}

  void Start() {
    BusyPoll::Touch(start_);
    Result<Caller> caller = calls_->runner_->Begin(spec_);
    if (!caller.ok()) {
      Send({caller.status()});
      return;
    }
    call_.caller = *std::move(caller);
    if (!request_->Valid()) {  // the caller's stream ended inside its message
      EndWith({Status(StatusCode::kInvalidArgument,
                      "no whole message was received", "FIELD_INVALID")});
      return;
    }
    const uint64_t revision = calls_->snapshots_->visible().revision;
    if (revision > 0) {
      epoch_ = AnswerCache::Now(revision);
      key_ = KeyOf(spec_.rpc, call_.caller, *request_);
      const auto kept = calls_->cache_.Find(epoch_, key_);
      if (kept) {
        *response_ = grpc::ByteBuffer(&kept->bytes, 1);
        EndWith({OkStatus(), kept->rows});
        return;
      }
    }
    call_.control = ControlOf(*spec_.context, kUnaryDeadlines);
    const Status taken =
        calls_->runner_->RunSoon(call_.control, [this] { Work(); });
    if (!taken.ok()) EndWith({taken});
  }

  // The answer has left: what is written down about it delays nobody.
  void OnDone() override {
    calls_->runner_->Tell(spec_, outcome_, elapsed_, call_.caller.name);
    delete this;
  }

  // OnDone neither waits nor takes long, so gRPC need not wake another thread
  // for it.
  bool InternalInlineable() override { return true; }

 private:
  // On the pool.
  void Work() {
    Answer answer;
    CallOutcome outcome =
        CallRunner::RunInTime(call_, [&](const server::Call& call) {
          answer = method_(*request_, call);
          return answer.outcome;
        });
    spec_.check = std::move(answer.check);
    if (outcome.status.ok()) outcome.status = Reply(&answer, outcome.rows);
    EndWith(std::move(outcome));
  }

  Status Reply(Answer* answer, uint64_t rows) {
    Status fits = CallRunner::CheckSize(answer->bytes.size());
    if (!fits.ok()) return fits;
    const grpc::Slice parts[] = {answer->bytes, answer->elapsed};
    *response_ = grpc::ByteBuffer(parts, 2);
    if (answer->keep && !key_.empty()) {
      calls_->cache_.Store({answer->revision, epoch_.hour}, std::move(key_),
                           {std::move(answer->bytes), rows});
    }
    return fits;
  }

  // Of a call that Begin let in.
  void EndWith(CallOutcome outcome) {
    calls_->runner_->End(call_.caller);
    Send(std::move(outcome));
  }

  // Nothing of this may be touched after it.
  void Send(CallOutcome outcome) {
    outcome_ = std::move(outcome);
    const grpc::Status status = calls_->runner_->Told(spec_, &outcome_);
    const auto now = CallRunner::Clock::now();
    BusyPoll::Touch(now);
    elapsed_ =
        std::chrono::duration_cast<std::chrono::microseconds>(now - start_);
    Finish(status);
  }

  CallbackCalls* const calls_;
  CallRunner::Spec spec_;
  const grpc::ByteBuffer* const request_;
  grpc::ByteBuffer* const response_;
  const Method method_;
  const CallRunner::Clock::time_point start_ = CallRunner::Clock::now();
  server::Call call_;
  AnswerCache::Epoch epoch_;
  std::string key_;
  CallOutcome outcome_;  // as is elapsed_: once it has ended
  std::chrono::microseconds elapsed_{0};
};

CallbackCalls::CallbackCalls(const SnapshotHolder* snapshots,
                             CallRunner* runner, size_t cache_bytes)
    : snapshots_(snapshots), runner_(runner), cache_(cache_bytes) {
  // Callers are told of bytes that are no message; protobuf would print a line
  // on stderr for each, with a field's name, as often as they like.
  google::protobuf::SetLogHandler(nullptr);
}

grpc::ServerUnaryReactor* CallbackCalls::Start(
    const char* rpc, grpc::CallbackServerContext* context,
    const grpc::ByteBuffer* request, grpc::ByteBuffer* response,
    Method method) {
  Call* call = std::make_unique<Call>(this, rpc, context, request, response,
                                      std::move(method))
                   .release();
  call->Start();
  return call;
}

}  // namespace vigie::server
