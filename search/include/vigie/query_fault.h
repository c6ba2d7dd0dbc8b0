// Where a query is at fault that strict mode refuses.
#ifndef VIGIE_QUERY_FAULT_H_
#define VIGIE_QUERY_FAULT_H_

#include <optional>

#include "vigie/article.h"
#include "vigie/export.h"
#include "vigie/status.h"

namespace vigie {

// The bytes of the query, half-open, that an error of reason QUERY_SYNTAX or
// UNKNOWN_ENTITY is about (QueryOptions::strict); empty where something is
// missing at a place. Nothing for any other status. Thread-safe. O(1).
VIGIE_API std::optional<ByteRange> QueryFaultRange(const Status& status);

}  // namespace vigie

#endif  // VIGIE_QUERY_FAULT_H_
