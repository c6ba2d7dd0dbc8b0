#include "client/place_mark.h"

#include <algorithm>

#include "client/terminal.h"

namespace vigie::client {
namespace {

// Bytes shown on each side of the place.
constexpr size_t kBefore = 40;
constexpr size_t kAfter = 60;
constexpr std::string_view kIndent = "  ";
constexpr std::string_view kMore = "…";

// The first byte of the character that `at` lies in; the end of the text is
// one.
size_t StartOf(std::string_view text, size_t at) {
  while (at > 0 && at < text.size() &&
         (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) {
    --at;
  }
  return at;
}

}  // namespace

std::string MarkPlace(std::string_view text, size_t begin, size_t end) {
  if (begin > end || end > text.size() || SafeForTerminal(text) != text ||
      text.find_first_of("\n\t") != std::string_view::npos) {
    return "";
  }
  const size_t from = begin > kBefore ? StartOf(text, begin - kBefore) : 0;
  const size_t to = StartOf(text, std::min(text.size(), begin + kAfter));
  const std::string shown = std::string(from > 0 ? kMore : "") +
                            std::string(text.substr(from, to - from)) +
                            std::string(to < text.size() ? kMore : "");
  const size_t before = DisplayWidth(text.substr(from, begin - from)) +
                        (from > 0 ? DisplayWidth(kMore) : 0);
  const size_t last = std::min(end, to);
  const size_t marks = std::max<size_t>(
      1, last > begin ? DisplayWidth(text.substr(begin, last - begin)) : 1);
  return std::string(kIndent) + shown + "\n" + std::string(kIndent) +
         std::string(before, ' ') + std::string(marks, '^') + "\n";
}

}  // namespace vigie::client
