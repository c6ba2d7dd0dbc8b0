// The same calls without gRPC: what the server is measured against.
#ifndef BENCH_LOAD_IN_PROCESS_H_
#define BENCH_LOAD_IN_PROCESS_H_

#include <chrono>
#include <string>
#include <vector>

#include "bench/load/call_driver.h"

namespace vigie::bench {

struct InProcessPlan {
  uint32_t threads = 0;  // in closed loop
  std::chrono::nanoseconds duration{0};
  // Each thread sleeps so long before each question, which is not counted: a
  // core that slept has its caches and its clock to find again.
  std::chrono::microseconds rest{0};
  bool distinct = false;  // see Distinct
};

// Asks the newest revision in the directory `index`. A second that comes before
// is not counted.
Result<LoadResult> RunInProcess(const std::string& index,
                                const InProcessPlan& plan,
                                const std::vector<LoadCall>& calls);

}  // namespace vigie::bench

#endif  // BENCH_LOAD_IN_PROCESS_H_
