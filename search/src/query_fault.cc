#include "vigie/query_fault.h"

namespace vigie {

std::optional<ByteRange> QueryFaultRange(const Status& status) {
  if (status.reason() != "QUERY_SYNTAX" &&
      status.reason() != "UNKNOWN_ENTITY") {
    return std::nullopt;
  }
  return status.range();
}

}  // namespace vigie
