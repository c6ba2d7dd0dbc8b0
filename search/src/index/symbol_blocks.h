// Tells where symbols begin in 64 bytes at once.
//
// How many bytes a symbol takes is told by its first one, so that where one
// begins hangs on all before it. What four bytes do to that is looked up, for
// each of the four ways in which they may be entered, and the rest is told of
// all bytes at once.
#ifndef VIGIE_INDEX_SYMBOL_BLOCKS_H_
#define VIGIE_INDEX_SYMBOL_BLOCKS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "index/symbol_sieve.h"
#include "index/token_format.h"

namespace vigie::index {

// What of a column's symbols is told apart, a bit each of up to eight groups by
// the halves of bytes (as in SymbolSieve). Copied as bytes.
struct BlockTables {
  struct Halves {
    std::array<uint8_t, 16> low{};
    std::array<uint8_t, 16> high{};
  };
  std::array<Halves, SymbolStart::kBytes> stops;  // by byte of a symbol
  Halves specials;                                // of one byte, a group each
  uint8_t keeps = 0;     // groups of specials that change marks alone
  uint8_t overlays = 0;  // of those that put the next word over others
  // Of those that announce a paragraph; 0: not all paragraphs are announced so.
  uint8_t paragraphs = 0;
  // The last byte before those that begin symbols of so many bytes or more, or
  // symbols that no column has, among others.
  uint8_t before_two = UINT8_MAX;
  uint8_t before_three = UINT8_MAX;
  uint8_t before_four = UINT8_MAX;
  uint8_t before_unknown = UINT8_MAX;

  // Stops at these, at unknown ones, and rarely at
  // others. O(stopping). REQUIRES FitsBlocks.
  BlockTables() = default;
  BlockTables(const TokenCode& code, const std::vector<uint32_t>& stopping,
              uint64_t symbols);

  // Its group, 0: there is no room for one more. REQUIRES a symbol of one byte.
  uint8_t AddSpecial(uint8_t byte, bool keeps_marks);
};

// What the bytes before a block leave to it.
struct BlockEntry {
  uint32_t skip = 0;      // bytes of a symbol that began before
  bool overlaid = false;  // the next word lies over others
};

// A bit for each byte, the first one lowest: of symbols that begin there.
struct SymbolBlock {
  static constexpr size_t kBytes = 64;
  // Bytes that are read beyond it.
  static constexpr size_t kBeyond = SymbolStart::kBytes - 1;

  uint64_t starts = 0;
  uint64_t words = 0;       // what is no special
  uint64_t overlaid = 0;    // words that lie over others
  uint64_t overlays = 0;    // specials that say so
  uint64_t paragraphs = 0;  // specials that announce one
  uint64_t stops = 0;       // words that may be looked for, or be special
  uint32_t positions = 0;   // words that lie over none

  uint64_t counted() const { return words & ~overlaid; }
};

// Whether this processor can.
bool ReadsBlocks();
// Whether some symbols are one byte, as in every column that has any.
inline bool FitsBlocks(const TokenCode& code, uint32_t symbols) {
  return code.two > 0 && symbols > 0;
}

// Symbols that begin at bits of `within` alone, which has no gaps from bit 0
// on, count; of `starts` all are told. `entry` becomes that of the next block.
// REQUIRES ReadsBlocks().
void ReadBlock(const BlockTables& tables, const uint8_t* bytes, uint64_t within,
               BlockEntry* entry, SymbolBlock* block);

}  // namespace vigie::index

#endif  // VIGIE_INDEX_SYMBOL_BLOCKS_H_
