#include "server/deadlines.h"

#include <grpcpp/server_context.h>

#include <algorithm>

namespace vigie::server {

using std::chrono::milliseconds;

milliseconds TimeAllowed(milliseconds remaining, const DeadlinePolicy& policy) {
  if (remaining == milliseconds::max()) return policy.when_absent;
  return std::clamp(remaining, milliseconds(0), policy.longest);
}

CallControl ControlOf(const grpc::ServerContextBase& context,
                      const DeadlinePolicy& policy) {
  using std::chrono::system_clock;
  // gRPC gives the end of time to a call without deadline; anything further
  // than a century is taken for it.
  constexpr std::chrono::hours kCentury(24 * 365 * 100);
  const system_clock::time_point now = system_clock::now();
  const system_clock::time_point deadline = context.deadline();
  const milliseconds remaining =
      deadline > now + kCentury
          ? milliseconds::max()
          : std::chrono::duration_cast<milliseconds>(deadline - now);
  CallControl control;
  control.deadline =
      std::chrono::steady_clock::now() + TimeAllowed(remaining, policy);
  control.cancelled = [&context] { return context.IsCancelled(); };
  return control;
}

}  // namespace vigie::server
