// How a SymbolSet lies in memory.
#ifndef VIGIE_INDEX_SYMBOL_SET_H_
#define VIGIE_INDEX_SYMBOL_SET_H_

#include <cstddef>
#include <cstdint>

#include "index/symbol_blocks.h"
#include "index/token_column.h"

namespace vigie::index {

// A SymbolSet begins with how documents are passed over, symbol by symbol (0)
// or by blocks, and ends with a table of what is sought and of specials: the
// number of a symbol, and one, and from bit 32 on its word. It is searched from
// the place that the number itself says on, to the next that is 0.
inline constexpr uint32_t kMemberWord = 32;  // shift
inline bool IsByBlock(const SymbolSet& set) { return set[0] != 0; }

// Then stands a bit for each two bytes that a symbol may begin with: whether
// what begins so has to be looked at. The nearest cache holds them, and they
// tell nearly all symbols apart.
inline constexpr size_t kStarts = 65'536;
inline constexpr size_t kStartsAt = 1;
inline constexpr size_t kStartWords = kStarts / 64;

// By blocks, BlockTables follow. Starts of symbols that no column has are not
// there.
inline constexpr size_t kTablesAt = kStartsAt + kStartWords;
inline constexpr size_t kBlockHeadWords =
    kTablesAt + (sizeof(BlockTables) + sizeof(uint64_t) - 1) / sizeof(uint64_t);

// Symbol by symbol, what symbols mean follows that begin with each byte. Words
// that lie over others are frequent, so that the specials before them, which
// mostly take one byte, are passed over without a jump; their bits are not set.
inline constexpr size_t kFirstBytes = 256;
inline constexpr size_t kHeadWords =
    kStartsAt + kStartWords + kFirstBytes / sizeof(uint64_t);
inline constexpr uint8_t kCounts = 1;  // a word, or what its bit tells apart
inline constexpr uint8_t kKeeps = 2;   // changes marks alone
inline constexpr uint32_t kLength =
    2;  // shift: positions that the next word lies over

}  // namespace vigie::index

#endif  // VIGIE_INDEX_SYMBOL_SET_H_
