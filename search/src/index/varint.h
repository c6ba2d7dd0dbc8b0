// Numbers of variable length: seven bits a byte, the lowest first, the eighth
// set while more follow.
#ifndef VIGIE_INDEX_VARINT_H_
#define VIGIE_INDEX_VARINT_H_

#include <cstdint>
#include <string>

namespace vigie::index {

inline void AppendVarint(uint64_t number, std::string* bytes) {
  for (; number >= 0x80; number >>= 7) {
    bytes->push_back(static_cast<char>(number | 0x80));
  }
  bytes->push_back(static_cast<char>(number));
}

// As AppendVarint, at `at`, where at most ten bytes are written; returns their
// end.
inline char* PutVarint(uint64_t number, char* at) {
  for (; number >= 0x80; number >>= 7) *at++ = static_cast<char>(number | 0x80);
  *at++ = static_cast<char>(number);
  return at;
}

inline uint32_t VarintBytes(uint64_t number) {
  uint32_t bytes = 1;
  for (; number >= 0x80; number >>= 7) ++bytes;
  return bytes;
}

// Takes a number off the front of [*at, end); a cut one ends at `end`, bits
// beyond 32 are dropped.
inline uint32_t TakeVarint(const uint8_t** at, const uint8_t* end) {
  uint32_t number = 0;
  for (uint32_t shift = 0; *at < end; shift += 7) {
    const uint8_t byte = *(*at)++;
    if (shift < 32) number |= static_cast<uint32_t>(byte & 0x7F) << shift;
    if (byte < 0x80) break;
  }
  return number;
}

}  // namespace vigie::index

#endif  // VIGIE_INDEX_VARINT_H_
