// A vigie-server that writes, from its start to the signal that ends it.
#ifndef VIGIE_TESTS_FAULT_SERVER_SERVER_LIFE_H_
#define VIGIE_TESTS_FAULT_SERVER_SERVER_LIFE_H_

#include <grpcpp/grpcpp.h>

#include <chrono>
#include <memory>
#include <string>

#include "tests/fault/child_process.h"
#include "tests/fault/operations.h"
#include "vigie/status.h"

namespace vigie::fault {

struct ServerSetup {
  std::string program;
  std::string index;
  std::string dictionary;
  std::string socket;  // path of a unix socket
  uint32_t publish_ms = 15;
};

// Not thread-safe, but for channel().
class ServerLife {
 public:
  using Clock = std::chrono::steady_clock;

  explicit ServerLife(const ServerSetup& setup);

  // Waits until the server answers, and connects to it. The seconds since its
  // start; an error when it ends instead, or takes a minute.
  Result<double> AwaitReady();

  // Sends the signal and waits for the end; the seconds until it. An error: it
  // takes longer than `limit`, and is killed then.
  Result<double> End(int signal, std::chrono::seconds limit);
  // After End: the code with which it exited; 128 + signal when one ended it.
  int exit_code() const { return exit_code_; }

  std::shared_ptr<grpc::Channel> channel() const { return channel_; }
  pid_t pid() const { return process_.pid(); }

 private:
  const ServerSetup setup_;
  const Clock::time_point start_ = Clock::now();
  ChildProcess process_;
  std::shared_ptr<grpc::Channel> channel_;
  int exit_code_ = -1;
};

// What the server shows, every article compared whole with what its put wrote,
// and the answers to two queries compared with them.
Result<State> ReadServedState(const std::shared_ptr<grpc::Channel>& channel);

// That a query finds so many articles.
Status CheckHits(const std::shared_ptr<grpc::Channel>& channel,
                 const std::string& query, uint64_t want);

}  // namespace vigie::fault

#endif  // VIGIE_TESTS_FAULT_SERVER_SERVER_LIFE_H_
