// How long a call may take.
#ifndef SERVER_DEADLINES_H_
#define SERVER_DEADLINES_H_

#include <chrono>

#include "vigie/search.h"

namespace grpc {
class ServerContextBase;
}

namespace vigie::server {

// Limits for one kind of call. A caller's own deadline is cut to `longest`.
struct DeadlinePolicy {
  std::chrono::milliseconds when_absent;
  std::chrono::milliseconds longest;
};

inline constexpr DeadlinePolicy kUnaryDeadlines{std::chrono::seconds(2),
                                                std::chrono::seconds(30)};
inline constexpr DeadlinePolicy kStreamDeadlines{std::chrono::minutes(5),
                                                 std::chrono::minutes(5)};

// Of writes, and of looking after the index.
inline constexpr DeadlinePolicy kWriteDeadlines{std::chrono::seconds(30),
                                                std::chrono::hours(1)};

// The time that a call has from now on, given what the caller left of its own
// deadline; `remaining` is max() when it set none.
std::chrono::milliseconds TimeAllowed(std::chrono::milliseconds remaining,
                                      const DeadlinePolicy& policy);

// Deadline and cancellation of a call. `context` must outlive the result.
CallControl ControlOf(const grpc::ServerContextBase& context,
                      const DeadlinePolicy& policy);

}  // namespace vigie::server

#endif  // SERVER_DEADLINES_H_
