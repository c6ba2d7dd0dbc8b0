// The two ways of computing CRC32C, apart so that tests can compare them.
#ifndef VIGIE_INDEX_CHECKSUM_KERNELS_H_
#define VIGIE_INDEX_CHECKSUM_KERNELS_H_

#include <cstddef>
#include <cstdint>

namespace vigie::index {

bool HasSse42();
// REQUIRES HasSse42() on x86-64; elsewhere it is the portable one.
uint32_t Crc32cSse42(uint32_t crc, const void* data, size_t size);
// Slicing by eight tables.
uint32_t Crc32cPortable(uint32_t crc, const void* data, size_t size);

}  // namespace vigie::index

#endif  // VIGIE_INDEX_CHECKSUM_KERNELS_H_
