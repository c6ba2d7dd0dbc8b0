// Counting the bits of bitmaps.
#ifndef VIGIE_INDEX_BIT_COUNT_H_
#define VIGIE_INDEX_BIT_COUNT_H_

#include <cstddef>
#include <cstdint>

namespace vigie::index {

// Bits that are set in `size` words. O(size).
uint64_t CountBits(const uint64_t* words, size_t size);

}  // namespace vigie::index

#endif  // VIGIE_INDEX_BIT_COUNT_H_
