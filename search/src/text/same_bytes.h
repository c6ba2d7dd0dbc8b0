// Comparing words, which are too short for a call.
#ifndef VIGIE_TEXT_SAME_BYTES_H_
#define VIGIE_TEXT_SAME_BYTES_H_

#include <cstdint>
#include <cstring>
#include <string_view>

namespace vigie::text {

// a == b. Two overlapping pieces cover words of 4 to 16 bytes.
inline bool SameBytes(std::string_view a, std::string_view b) {
  const size_t size = a.size();
  if (size != b.size()) return false;
  const auto same = [&](auto left, size_t at) {
    auto right = left;
    std::memcpy(&left, a.data() + at, sizeof(left));
    std::memcpy(&right, b.data() + at, sizeof(right));
    return left == right;
  };
  if (size > 16) return a == b;
  if (size >= 8) return same(uint64_t{}, 0) && same(uint64_t{}, size - 8);
  if (size >= 4) return same(uint32_t{}, 0) && same(uint32_t{}, size - 4);
  for (size_t i = 0; i < size; ++i) {
    if (a[i] != b[i]) return false;
  }
  return true;
}

}  // namespace vigie::text

#endif  // VIGIE_TEXT_SAME_BYTES_H_
