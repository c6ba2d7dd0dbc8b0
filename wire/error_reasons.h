// The registry of reasons: the words of google.rpc.ErrorInfo.reason that
// programs may rely on. docs/errors.md says what each means.
#ifndef WIRE_ERROR_REASONS_H_
#define WIRE_ERROR_REASONS_H_

#include <string_view>
#include <vector>

#include "vigie/status.h"

namespace vigie::wire {

struct ErrorReason {
  std::string_view name;
  std::vector<StatusCode> codes;  // that it comes with
};

// By name. A reason that is not here never leaves the server.
const std::vector<ErrorReason>& ErrorReasons();

bool IsErrorReason(std::string_view name);

}  // namespace vigie::wire

#endif  // WIRE_ERROR_REASONS_H_
