// A gRPC server that does nothing: the floor that a real one is measured
// against.
#ifndef BENCH_LOAD_ECHO_SERVER_H_
#define BENCH_LOAD_ECHO_SERVER_H_

#include <chrono>
#include <string>
#include <vector>

namespace vigie::bench {

enum class EchoKind {
  kQueue,     // completion queues, one thread each
  kCallback,  // callbacks
};

// Serves SearchService/Search on a loopback port: whatever the request, the
// replies of `replies_file` in turn. Writes the port to `port_file`, and
// returns after SIGTERM. False: the files or the port cannot be had.
struct EchoOptions {
  EchoKind kind = EchoKind::kQueue;
  std::string replies_file;  // as WriteReplies writes it
  std::string port_file;
  unsigned threads = 2;               // of completion queues
  std::chrono::microseconds busy{0};  // computes so long before each reply
  std::chrono::microseconds poll{0};  // as ServerConfig::busy_poll
};
bool ServeEcho(const EchoOptions& options);

bool WriteReplies(const std::vector<std::string>& replies,
                  const std::string& file);

}  // namespace vigie::bench

#endif  // BENCH_LOAD_ECHO_SERVER_H_
