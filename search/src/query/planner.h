// Query string -> Plan.
#ifndef VIGIE_QUERY_PLANNER_H_
#define VIGIE_QUERY_PLANNER_H_

#include <cstdint>
#include <string_view>

#include "entities/dictionary.h"
#include "query/names.h"
#include "query/plan.h"
#include "vigie/search.h"
#include "vigie/status.h"

namespace vigie::query {

// Limits of a query; beyond them INVALID_ARGUMENT, reason QUERY_TOO_COMPLEX.
struct QueryLimits {
  static constexpr uint32_t kBytes = 16'384;
  static constexpr uint32_t kDepth = 32;
  static constexpr uint32_t kTerms = 512;
};

// What a query is read against besides its options.
struct QueryContext {
  // Seconds since 1970-01-01T00:00Z; the Paris day that holds it is today.
  int64_t now = 0;
  // Whether some article mentions the entity of an id that the dictionary does
  // not have; may be empty.
  UnlistedIds unlisted;
};

// Parses, resolves names against `dictionary` and analyses words. An empty
// query is kAll. Best effort repairs what it can and warns; strict returns
// INVALID_ARGUMENT, reason QUERY_SYNTAX, naming the byte. Thread-safe.
Result<Plan> MakePlan(std::string_view query, const QueryOptions& options,
                      const entities::Dictionary& dictionary,
                      const QueryContext& context = {});

}  // namespace vigie::query

#endif  // VIGIE_QUERY_PLANNER_H_
