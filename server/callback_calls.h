// Unary calls answered by callback: no thread waits for them. What was asked
// before is answered at once, the rest on the pool of the CallRunner.
#ifndef SERVER_CALLBACK_CALLS_H_
#define SERVER_CALLBACK_CALLS_H_

#include <google/protobuf/arena.h>
#include <grpcpp/server_context.h>
#include <grpcpp/support/byte_buffer.h>
#include <grpcpp/support/proto_buffer_reader.h>
#include <grpcpp/support/server_callback.h>

#include <functional>
#include <string>

#include "server/answer_cache.h"
#include "server/call_runner.h"
#include "server/request_log.h"
#include "server/snapshot_holder.h"

namespace vigie::server {

// Thread-safe.
class CallbackCalls {
 public:
  // How one request was answered.
  struct Answer {
    CallOutcome outcome;
    RequestCheck check;
    grpc::Slice bytes;    // of the response, without the time that it took
    grpc::Slice elapsed;  // the rest of the response
    uint64_t revision = 0;
    bool keep = false;  // for equal requests on the same revision
  };
  // Answers the bytes of a request; runs on the pool.
  using Method =
      std::function<Answer(const grpc::ByteBuffer&, const server::Call&)>;

  // All must outlive it. `cache_bytes`: see AnswerCache.
  CallbackCalls(const SnapshotHolder* snapshots, CallRunner* runner,
                size_t cache_bytes);

  // One call, from the method of a raw callback service. `rpc` as
  // CallRunner::Spec::rpc.
  grpc::ServerUnaryReactor* Start(const char* rpc,
                                  grpc::CallbackServerContext* context,
                                  const grpc::ByteBuffer* request,
                                  grpc::ByteBuffer* response, Method method);

 private:
  class Call;

  const SnapshotHolder* const snapshots_;
  CallRunner* const runner_;
  AnswerCache cache_;
};

// Whether an answer depends on the request and the revision in service alone:
// page tokens pin another one.
inline bool Keepable(const v1::SearchRequest& request) {
  return request.page_token().empty();
}
inline bool Keepable(const v1::ListFacetsRequest& /*request*/) { return true; }

// The bytes of `message`.
grpc::Slice SliceOf(const google::protobuf::MessageLite& message);

// Answers `bytes` with `body`, which is given the parsed request, checked, and
// the response to fill. Both live in an arena that the thread keeps.
template <typename Request, typename Response, typename Body>
CallbackCalls::Answer AnswerBytes(const grpc::ByteBuffer& bytes,
                                  const Body& body) {
  static thread_local std::string block(64 << 10, '\0');
  google::protobuf::ArenaOptions options;
  options.initial_block = block.data();
  options.initial_block_size = block.size();
  google::protobuf::Arena arena(options);
  auto* request = google::protobuf::Arena::CreateMessage<Request>(&arena);
  auto* response = google::protobuf::Arena::CreateMessage<Response>(&arena);
  CallbackCalls::Answer answer;
  grpc::ByteBuffer shared(bytes);
  grpc::ProtoBufferReader reader(&shared);
  if (!request->ParseFromZeroCopyStream(&reader)) {
    answer.check.status =
        Status(StatusCode::kInvalidArgument,
               "the request is not a message of its type, or a text in it is "
               "not UTF-8",
               "FIELD_INVALID");
  } else {
    answer.check = Check(*request);
  }
  answer.outcome.status = answer.check.status;
  if (answer.outcome.status.ok()) answer.outcome = body(*request, response);
  if (!answer.outcome.status.ok()) return answer;
  if (LogsQueries()) answer.outcome.plan = PlanOf(*response);
  auto* timed = google::protobuf::Arena::CreateMessage<Response>(&arena);
  timed->mutable_elapsed()->Swap(response->mutable_elapsed());
  response->clear_elapsed();
  answer.revision = response->revision();
  answer.keep = Keepable(*request) &&
                response->partial() == v1::PARTIAL_REASON_UNSPECIFIED;
  answer.bytes = SliceOf(*response);
  answer.elapsed = SliceOf(*timed);
  return answer;
}

}  // namespace vigie::server

#endif  // SERVER_CALLBACK_CALLS_H_
