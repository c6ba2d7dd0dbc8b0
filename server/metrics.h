// What the server counts, for Prometheus.
#ifndef SERVER_METRICS_H_
#define SERVER_METRICS_H_

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "vigie/status.h"

namespace vigie::server {

// A number that is read when it is asked for.
struct Gauge {
  std::string name;  // "vigie_segments"
  std::string help;
  double value = 0;
  bool counter = false;  // it only rises
};

// docs/operations.md lists every name. Thread-safe.
class Metrics {
 public:
  Metrics();
  ~Metrics();
  Metrics(const Metrics&) = delete;
  Metrics& operator=(const Metrics&) = delete;

  // One call that has ended. O(1), some hundred nanoseconds.
  void Count(std::string_view rpc, StatusCode code, std::string_view reason,
             std::chrono::microseconds elapsed);

  // What else each reading tells; called from a thread of the endpoint. Once,
  // before Serve.
  void AddGauges(std::function<std::vector<Gauge>()> read);

  // Answers GET /metrics over HTTP on `address` ("127.0.0.1:9464"), as long as
  // this lives. UNAVAILABLE: it cannot listen there.
  Status Serve(const std::string& address);

  // Ends the endpoint; nothing calls what AddGauges gave afterwards.
  void Stop();

  // The text that /metrics gives.
  std::string Text() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace vigie::server

#endif  // SERVER_METRICS_H_
