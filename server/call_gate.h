// What every call passes when it begins, and is counted by when it ends.
#ifndef SERVER_CALL_GATE_H_
#define SERVER_CALL_GATE_H_

#include "server/access.h"
#include "server/client_limits.h"
#include "server/metrics.h"

namespace vigie::server {

struct CallGate {
  const Access* access;
  ClientBudgets* budgets;
  Metrics* metrics;
};

}  // namespace vigie::server

#endif  // SERVER_CALL_GATE_H_
