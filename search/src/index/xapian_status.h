// THE place that turns Xapian and standard exceptions into Status.
#ifndef VIGIE_INDEX_XAPIAN_STATUS_H_
#define VIGIE_INDEX_XAPIAN_STATUS_H_

#include <string_view>
#include <utility>

#include "vigie/status.h"

namespace vigie::index {

// REQUIRES an exception in flight. `doing` completes "while ...".
Status StatusFromCurrentException(std::string_view doing);

// Runs `body` (returning Status or Result<T>); exceptions become its Status.
template <typename Body>
auto CatchXapian(std::string_view doing, Body&& body) -> decltype(body()) {
  try {
    return std::forward<Body>(body)();
  } catch (...) {
    return StatusFromCurrentException(doing);
  }
}

}  // namespace vigie::index

#endif  // VIGIE_INDEX_XAPIAN_STATUS_H_
