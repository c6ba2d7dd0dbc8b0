// How a SymbolSet lies in memory.
#ifndef VIGIE_INDEX_SYMBOL_SET_H_
#define VIGIE_INDEX_SYMBOL_SET_H_

#include <cstddef>
#include <cstdint>

namespace vigie::index {

// A SymbolSet begins with a bit for each two bytes that a symbol may begin
// with: whether what begins so has to be looked at. The nearest cache holds
// them, and they tell nearly all symbols apart. Then stands what symbols mean
// that begin with each byte, and then a table of what is sought and of
// specials: the number of a symbol, and one, and from bit 32 on its word. It is
// searched from the place that the number itself says on, to the next that is
// 0.
inline constexpr size_t kStarts = 65'536;
inline constexpr size_t kStartWords = kStarts / 64;
// Words that lie over others are frequent, so that the specials before them,
// which mostly take one byte, are passed over without a jump; their bits are
// not set.
inline constexpr size_t kFirstBytes = 256;
inline constexpr size_t kHeadWords =
    kStartWords + kFirstBytes / sizeof(uint64_t);
inline constexpr uint8_t kCounts = 1;  // a word, or what its bit tells apart
inline constexpr uint8_t kKeeps = 2;   // changes marks alone
inline constexpr uint32_t kLength =
    2;  // shift: positions that the next word lies over
inline constexpr uint32_t kMemberWord = 32;  // shift

}  // namespace vigie::index

#endif  // VIGIE_INDEX_SYMBOL_SET_H_
