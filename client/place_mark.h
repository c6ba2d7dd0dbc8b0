// A place in a line, shown under it.
#ifndef VIGIE_CLIENT_PLACE_MARK_H_
#define VIGIE_CLIENT_PLACE_MARK_H_

#include <cstddef>
#include <string>
#include <string_view>

namespace vigie::client {

// Two lines, indented: `text`, or what of it stands near the place, and marks
// under its bytes [begin, end), one at least. Empty when the place is not in
// `text`, or `text` would not stand on one line as it is.
std::string MarkPlace(std::string_view text, size_t begin, size_t end);

}  // namespace vigie::client

#endif  // VIGIE_CLIENT_PLACE_MARK_H_
