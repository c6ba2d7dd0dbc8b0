// What a server still answers when far more is asked of it than it can do.
#ifndef BENCH_LOAD_OVERLOAD_RUN_H_
#define BENCH_LOAD_OVERLOAD_RUN_H_

#include <sys/types.h>

#include <chrono>
#include <vector>

#include "bench/load/call_driver.h"
#include "vigie/status.h"

namespace vigie::bench {

struct OverloadPlan {
  double factor = 0;  // calls sent over what is answered in closed loop
  std::chrono::nanoseconds duration = std::chrono::seconds(60);
  // Of the closed loops before and after; the last begins with the second that
  // `first_second` tells.
  std::chrono::nanoseconds calm = std::chrono::seconds(10);
};

struct OverloadResult {
  LoadResult peak;      // closed loop before
  LoadResult overload;  // open loop; its seconds count until the last answer
  LoadResult first_second;
  LoadResult after;  // the rest of the closed loop after it
  // Calls per second; what was sent may be less than what was due.
  double due_per_s = 0;
  double sent_per_s = 0;
  double goodput_per_s = 0;  // answers that are OK, while calls were sent
  double drain_seconds = 0;  // from the last call due to the last answer
  // Resident megabytes of the server; 0: it is not this program's own.
  double rss_before_mb = 0;
  double rss_most_mb = 0;
  double rss_after_mb = 0;
  double server_cpu_s = 0;  // under overload
  double client_cpu_s = 0;  // under overload
};

// Peak, overload and recovery one after another. `plan` gives connections,
// deadline and, for the closed loops, calls in flight; the overload may have
// `kOverloadPlaces` of them on each connection. `pid`: of the server, 0 when it
// is another's. UNAVAILABLE: no call succeeded.
inline constexpr uint32_t kOverloadPlaces = 8'000;
Result<OverloadResult> RunOverload(const OverloadPlan& overload,
                                   const LoadPlan& plan,
                                   const std::vector<LoadCall>& calls,
                                   const ChannelMaker& make_channel, pid_t pid);

}  // namespace vigie::bench

#endif  // BENCH_LOAD_OVERLOAD_RUN_H_
