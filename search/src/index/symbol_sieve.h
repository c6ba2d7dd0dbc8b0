// Finds where in a string of bytes any of a set of symbols may begin.
#ifndef VIGIE_INDEX_SYMBOL_SIEVE_H_
#define VIGIE_INDEX_SYMBOL_SIEVE_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "index/token_format.h"

namespace vigie::index {

// The first bytes of a symbol. Anything may follow a short one.
struct SymbolStart {
  static constexpr size_t kBytes = 3;

  std::array<uint8_t, kBytes> bytes{};
  uint32_t size = 0;  // how many of them count, at least one
};

SymbolStart StartOf(uint64_t symbol, const TokenCode& code);

// Starts fall into eight groups, a bit each. A byte keeps the groups that know
// its high and its low half, so that 32 places are tried at once by six
// lookups among 16 bytes. Immutable; thread-safe.
class SymbolSieve {
 public:
  static constexpr size_t kBlock = 32;  // places, a bit each

  // O(starts log starts).
  explicit SymbolSieve(std::vector<SymbolStart> starts);

  // Bit i of masks[b] is set wherever one of the starts stands at byte
  // b * kBlock + i, and at few others. Reads kBlock * blocks + 2 bytes.
  void Sift(const uint8_t* bytes, size_t blocks, uint32_t* masks) const;
  // The same without vectors.
  void SiftPortably(const uint8_t* bytes, size_t blocks, uint32_t* masks) const;

 private:
  // Groups by low and by high half of a byte.
  struct Halves {
    std::array<uint8_t, 16> low{};
    std::array<uint8_t, 16> high{};
    void Add(uint8_t byte, uint8_t group);
    void AddAll(uint8_t group);
    uint8_t Of(uint8_t byte) const { return low[byte & 15U] & high[byte >> 4]; }
  };

  void AddTo(uint8_t group, const SymbolStart& start);
  void SiftAvx2(const uint8_t* bytes, size_t blocks, uint32_t* masks) const;

  std::array<Halves, SymbolStart::kBytes> groups_;  // by byte
};

}  // namespace vigie::index

#endif  // VIGIE_INDEX_SYMBOL_SIEVE_H_
