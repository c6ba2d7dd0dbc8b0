#include "index/checksum.h"

#include <array>
#include <cstring>

#include "index/checksum_kernels.h"

#if defined(__x86_64__)
#include <nmmintrin.h>
#endif

static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__,
              "the index format is little-endian");

namespace vigie::index {
namespace {

constexpr uint32_t kPolynomial = 0x82F63B78;  // Castagnoli, reflected

// slicing[k][b]: the state after byte b and k zero bytes.
using SlicingTables = std::array<std::array<uint32_t, 256>, 8>;

constexpr SlicingTables MakeSlicingTables() {
  SlicingTables tables{};
  for (uint32_t byte = 0; byte < 256; ++byte) {
    uint32_t state = byte;
    for (int bit = 0; bit < 8; ++bit) {
      state = (state >> 1) ^ ((state & 1) != 0 ? kPolynomial : 0);
    }
    tables[0][byte] = state;
  }
  for (size_t k = 1; k < tables.size(); ++k) {
    for (uint32_t byte = 0; byte < 256; ++byte) {
      const uint32_t before = tables[k - 1][byte];
      tables[k][byte] = (before >> 8) ^ tables[0][before & 0xFF];
    }
  }
  return tables;
}

constexpr SlicingTables kSlicing = MakeSlicingTables();

uint64_t Load64(const uint8_t* bytes) {
  uint64_t word = 0;
  std::memcpy(&word, bytes, sizeof(word));
  return word;
}

}  // namespace

uint32_t Crc32cPortable(uint32_t crc, const void* data, size_t size) {
  const auto* at = static_cast<const uint8_t*>(data);
  uint32_t state = ~crc;
  for (; size >= 8; size -= 8, at += 8) {
    const uint64_t word = Load64(at) ^ state;
    state = 0;
    for (size_t byte = 0; byte < 8; ++byte) {
      state ^= kSlicing[7 - byte][(word >> (8 * byte)) & 0xFF];
    }
  }
  for (; size > 0; --size, ++at) {
    state = (state >> 8) ^ kSlicing[0][(state ^ *at) & 0xFF];
  }
  return ~state;
}

#if defined(__x86_64__)
namespace {

// The crc32 instruction has a latency of three cycles and a throughput of one:
// three lanes of this many bytes run side by side, then are joined.
constexpr size_t kLane = 2048;

// Lanes are shorter than what the processor would guess: what comes next is
// asked for, wherever the data ends.
constexpr size_t kCacheLine = 64;
void PrefetchLanes(const uint8_t* at) {
  __builtin_prefetch(at);
  __builtin_prefetch(at + kLane);
  __builtin_prefetch(at + 2 * kLane);
}

// Advances a state over kLane zero bytes, which is linear in its bits.
class ZeroLane {
 public:
  ZeroLane() {
    std::array<uint32_t, 32> column{};
    for (size_t bit = 0; bit < column.size(); ++bit) {
      uint32_t state = 1U << bit;
      for (size_t i = 0; i < kLane; ++i) {
        state = (state >> 8) ^ kSlicing[0][state & 0xFF];
      }
      column[bit] = state;
    }
    for (size_t byte = 0; byte < 4; ++byte) {
      for (size_t value = 0; value < 256; ++value) {
        for (size_t bit = 0; bit < 8; ++bit) {
          if ((value >> bit & 1) != 0) {
            table_[byte][value] ^= column[8 * byte + bit];
          }
        }
      }
    }
  }

  uint32_t Advance(uint32_t state) const {
    return table_[0][state & 0xFF] ^ table_[1][state >> 8 & 0xFF] ^
           table_[2][state >> 16 & 0xFF] ^ table_[3][state >> 24];
  }

 private:
  std::array<std::array<uint32_t, 256>, 4> table_{};
};

}  // namespace

[[gnu::target("sse4.2")]] uint32_t Crc32cSse42(uint32_t crc, const void* data,
                                               size_t size) {
  static const ZeroLane zero_lane;
  const auto* at = static_cast<const uint8_t*>(data);
  uint64_t state = ~crc;
  for (; size >= 3 * kLane; size -= 3 * kLane, at += 3 * kLane) {
    uint64_t second = 0;
    uint64_t third = 0;
    for (size_t line = 0; line < kLane; line += kCacheLine) {
      PrefetchLanes(at + 3 * kLane + line);
      for (size_t i = line; i < line + kCacheLine; i += 8) {
        state = _mm_crc32_u64(state, Load64(at + i));
        second = _mm_crc32_u64(second, Load64(at + kLane + i));
        third = _mm_crc32_u64(third, Load64(at + 2 * kLane + i));
      }
    }
    second ^= zero_lane.Advance(static_cast<uint32_t>(state));
    state = third ^ zero_lane.Advance(static_cast<uint32_t>(second));
  }
  for (; size >= 8; size -= 8, at += 8) {
    state = _mm_crc32_u64(state, Load64(at));
  }
  auto narrow = static_cast<uint32_t>(state);
  for (; size > 0; --size, ++at) {
    narrow = _mm_crc32_u8(narrow, *at);
  }
  return ~narrow;
}

bool HasSse42() { return __builtin_cpu_supports("sse4.2") != 0; }
#else
uint32_t Crc32cSse42(uint32_t crc, const void* data, size_t size) {
  return Crc32cPortable(crc, data, size);
}

bool HasSse42() { return false; }
#endif

uint32_t Crc32c(uint32_t crc, const void* data, size_t size) {
  static const bool has_sse42 = HasSse42();
  return has_sse42 ? Crc32cSse42(crc, data, size)
                   : Crc32cPortable(crc, data, size);
}

}  // namespace vigie::index
