// The same calls without gRPC: what the server is measured against.
#ifndef BENCH_LOAD_IN_PROCESS_H_
#define BENCH_LOAD_IN_PROCESS_H_

#include <chrono>
#include <string>
#include <vector>

#include "bench/load/call_driver.h"

namespace vigie::bench {

// Asks the newest revision in the directory `index` on `threads` threads, in
// closed loop, for `duration`. The first second is not counted. Each thread
// sleeps for `rest` before each question, which is not counted either: a core
// that slept has its caches and its clock to find again.
Result<LoadResult> RunInProcess(const std::string& index, uint32_t threads,
                                std::chrono::nanoseconds duration,
                                const std::vector<LoadCall>& calls,
                                std::chrono::microseconds rest);

}  // namespace vigie::bench

#endif  // BENCH_LOAD_IN_PROCESS_H_
