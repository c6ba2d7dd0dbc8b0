// Ingest and searches on a server until it ends, and what they were told.
#ifndef VIGIE_TESTS_FAULT_SERVER_TRAFFIC_H_
#define VIGIE_TESTS_FAULT_SERVER_TRAFFIC_H_

#include <grpcpp/grpcpp.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "tests/fault/expected_state.h"

namespace vigie::fault {

// The operations [first, first + most) of a seed.
struct Writes {
  uint64_t seed = 0;
  uint64_t first = 1;
  uint64_t most = 0;
  // Puts alone, of ids and texts that are all different and as long as an
  // agency's; else as OperationAt says, and some wait until a search shows
  // them.
  bool distinct = false;
  double per_second = 0;           // 0: as fast as they are answered
  double searches_per_second = 0;  // 0: without pause
};

// Writes in order, on one stream after another, and searches from another
// thread. A stream that the server ends with UNAVAILABLE is taken up again.
// Thread-safe.
class Traffic {
 public:
  // `expected` follows the stream, and must outlive the traffic. After the last
  // write the stream is kept open.
  Traffic(const std::shared_ptr<grpc::Channel>& channel, const Writes& writes,
          ExpectedState* expected);
  ~Traffic();  // REQUIRES Join was called
  Traffic(const Traffic&) = delete;
  Traffic& operator=(const Traffic&) = delete;

  // From now on the server may end. Called before it is sent the signal.
  void ExpectEnd() { may_end_ = true; }
  // Waits until all that was sent is answered.
  void AwaitAnswers();
  // Waits for the threads; then all below may be asked.
  void Join();

  uint64_t searches() const { return searches_; }
  const grpc::Status& stream_end() const { return stream_end_; }
  // Streams before the last.
  uint64_t streams_ended() const { return streams_ended_; }
  // What must not be.
  const std::vector<std::string>& failures() const { return failures_; }

 private:
  struct Stream;

  void Write();
  void Send(Stream* stream);
  void ReadAnswers(Stream* stream);
  void Search();
  void Fail(const std::string& what);

  const std::shared_ptr<grpc::Channel> channel_;
  const Writes writes_;
  ExpectedState* const expected_;
  const std::chrono::steady_clock::time_point start_ =
      std::chrono::steady_clock::now();
  uint64_t begun_ = 0;          // of the sender
  uint64_t streams_ended_ = 0;  // until Join of the writing thread, as the end
  std::atomic<bool> may_end_{false};
  std::atomic<uint64_t> answered_{0};
  std::atomic<uint64_t> searches_{0};
  std::atomic<bool> over_{false};  // the stream
  std::mutex mutex_;
  std::vector<std::string> failures_;  // guarded by mutex_ until Join
  grpc::Status stream_end_;
  std::vector<std::thread> threads_;
};

}  // namespace vigie::fault

#endif  // VIGIE_TESTS_FAULT_SERVER_TRAFFIC_H_
