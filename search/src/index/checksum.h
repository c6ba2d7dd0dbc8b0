// CRC32C (Castagnoli), the checksum of every file of an index.
#ifndef VIGIE_INDEX_CHECKSUM_H_
#define VIGIE_INDEX_CHECKSUM_H_

#include <cstddef>
#include <cstdint>

namespace vigie::index {

// Extends `crc` (0 to start) over `size` bytes. Uses SSE4.2 where the CPU has
// it, else tables; equal results.
uint32_t Crc32c(uint32_t crc, const void* data, size_t size);

}  // namespace vigie::index

#endif  // VIGIE_INDEX_CHECKSUM_H_
