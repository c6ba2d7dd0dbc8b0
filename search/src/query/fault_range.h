// A range of the query in the message of an error, which is all of it that a
// Status, the C interface and google.rpc.Status carry alike.
#ifndef VIGIE_QUERY_FAULT_RANGE_H_
#define VIGIE_QUERY_FAULT_RANGE_H_

#include <optional>
#include <string>
#include <string_view>

#include "vigie/article.h"

namespace vigie::query {

// "query bytes [3, 7): text".
std::string WithRange(ByteRange range, std::string_view text);

// The range that WithRange gave a message; nothing of any other text.
std::optional<ByteRange> RangeOf(std::string_view message);

}  // namespace vigie::query

#endif  // VIGIE_QUERY_FAULT_RANGE_H_
