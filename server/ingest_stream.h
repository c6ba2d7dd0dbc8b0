// One call of ArticleService.Ingest: reads ahead, writes in groups, answers in
// order.
#ifndef SERVER_INGEST_STREAM_H_
#define SERVER_INGEST_STREAM_H_

#include <grpcpp/server_context.h>
#include <grpcpp/support/server_callback.h>

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "server/call_gate.h"
#include "server/ingest_writer.h"
#include "vigie/v1/article_service.pb.h"

namespace vigie::server {

struct IngestLimits {
  uint32_t streams = 4;  // at once
  // Read and not answered, of one stream: reading stops there, and HTTP/2 flow
  // control holds the sender back.
  size_t window_writes = 4'096;
  size_t window_bytes = 16U << 20;
  // Without a message, nothing being unanswered.
  std::chrono::milliseconds idle = std::chrono::minutes(5);
  // In all; then what was read is answered, and the sender connects again.
  // Below the age at which connections are closed with what they carry.
  std::chrono::milliseconds longest = std::chrono::minutes(30);
  // A sender that does not read its answers for so long is cut.
  std::chrono::milliseconds stall = std::chrono::seconds(30);
};

// gRPC calls the reactions, which only queue; a thread of the stream writes,
// waits and answers. Thread-safe. To be destroyed once ended().
class IngestStream final
    : public grpc::ServerBidiReactor<v1::IngestRequest, v1::IngestResponse> {
 public:
  // Starts to read. `context` is gRPC's until ended(); `writer`'s parts must
  // outlive the stream.
  // Ends the share of `caller` in the budgets of `gate` when it ends.
  IngestStream(grpc::CallbackServerContext* context, const IngestLimits& limits,
               const IngestWriter& writer, std::string caller,
               const CallGate& gate);
  ~IngestStream() override;

  // Reads no further; answers what was read, then ends with UNAVAILABLE (reason
  // SHUTTING_DOWN).
  void Drain();
  // gRPC has let go of the call.
  bool ended() const;

  void OnReadDone(bool ok) override;
  void OnWriteDone(bool ok) override;
  void OnCancel() override;
  void OnDone() override;

 private:
  using Clock = std::chrono::steady_clock;

  // All REQUIRE mutex_.
  void ReadOn();
  void SendOn();
  void CheckPatience(Clock::time_point now);
  bool Spent() const;

  void Run();
  std::vector<v1::IngestRequest> Await(std::unique_lock<std::mutex>* lock);
  void Conclude();

  grpc::CallbackServerContext* const context_;
  const IngestLimits limits_;
  const Clock::time_point start_ = Clock::now();
  IngestWriter writer_;  // of Run
  const std::string caller_;
  const CallGate gate_;

  mutable std::mutex mutex_;  // of all below
  std::condition_variable changed_;
  std::vector<v1::IngestRequest> queued_;   // read, not written
  std::deque<v1::IngestResponse> answers_;  // the first may be under way
  std::deque<size_t> unanswered_;           // bytes of each request
  size_t unanswered_bytes_ = 0;
  Clock::time_point next_read_;  // not before, as the caller's budget says
  v1::IngestRequest incoming_;   // gRPC's while reading_
  bool reading_ = false;
  bool sending_ = false;
  Clock::time_point last_event_ = Clock::now();
  bool input_ended_ = false;
  bool broken_ = false;  // nobody is there to answer to
  bool done_ = false;
  Status end_;  // why no further request is read
  std::thread thread_;
};

}  // namespace vigie::server

#endif  // SERVER_INGEST_STREAM_H_
