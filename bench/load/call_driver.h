// Sends calls over gRPC and measures them, in closed or open loop.
#ifndef BENCH_LOAD_CALL_DRIVER_H_
#define BENCH_LOAD_CALL_DRIVER_H_

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "bench/load/latency_histogram.h"
#include "bench/load/shared_channel.h"
#include "bench/load/workload.h"

namespace vigie::bench {

struct LoadPlan {
  uint32_t connections = 2;
  uint32_t in_flight = 64;  // at most, per connection
  // Calls per second of all connections together. 0: closed loop, the next
  // call starts when one ends. Else open loop: calls are due at equal
  // intervals, whatever the answers, and a latency counts from the moment
  // that the call was due, also while it waited for a place in flight.
  double rate = 0;
  std::chrono::nanoseconds duration = std::chrono::seconds(5);
  std::chrono::milliseconds deadline{2'000};  // of each call
  bool distinct = false;                      // see Distinct
  // So long after a call began the client waits for its answer without
  // sleeping (BusyPoll), as one does to whom latency matters.
  std::chrono::microseconds poll{0};
};

struct LoadResult {
  uint64_t ok = 0;
  uint64_t reply_bytes = 0;                // of the answers that are OK
  std::map<std::string, uint64_t> errors;  // by name of the code
  LatencyHistogram latencies;              // of the answers that are OK
  double seconds = 0;

  double ok_per_s() const {
    return seconds > 0 ? static_cast<double>(ok) / seconds : 0;
  }
  uint64_t error_count() const;
  void Merge(const LoadResult& other);
};

// The replies of `calls`, one after another, each asked twice: the second
// reply, so that what is kept between calls is. The status of the first that
// fails.
Result<std::vector<std::string>> CollectReplies(
    const SharedChannel& channel, const std::vector<LoadCall>& calls);

// Runs `plan` with one thread per connection (two in open loop), `calls` in
// turn. Returns once every call has ended.
LoadResult RunLoad(const LoadPlan& plan, const std::vector<LoadCall>& calls,
                   const ChannelMaker& make_channel);

}  // namespace vigie::bench

#endif  // BENCH_LOAD_CALL_DRIVER_H_
