#include "vigie/query_fault.h"

#include "query/fault_range.h"

namespace vigie {

std::optional<ByteRange> QueryFaultRange(const Status& status) {
  if (status.reason() != "QUERY_SYNTAX" &&
      status.reason() != "UNKNOWN_ENTITY") {
    return std::nullopt;
  }
  return query::RangeOf(status.message());
}

}  // namespace vigie
