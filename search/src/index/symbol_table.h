// The symbols of a segment while it is made: which there are, how often.
#ifndef VIGIE_INDEX_SYMBOL_TABLE_H_
#define VIGIE_INDEX_SYMBOL_TABLE_H_

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "index/token_format.h"

namespace vigie::index {

// A word with marks, or a special with marks.
struct Symbol {
  uint32_t word = 0;
  uint8_t marks = 0;
};

// Not thread-safe.
class SymbolTable {
 public:
  // Words are numbered below `words`, or specials.
  explicit SymbolTable(uint32_t words) : first_(words) {}

  // The number of `symbol`, in order of first appearance. O(1).
  uint32_t Find(const Symbol& symbol);
  void Count(const Symbol& symbol) { ++counts_[Find(symbol)]; }

  uint32_t size() const { return static_cast<uint32_t>(symbols_.size()); }
  const Symbol& symbol(uint32_t number) const { return symbols_[number]; }
  uint64_t count(uint32_t number) const { return counts_[number]; }

 private:
  // The symbol that a word came with first: nearly always the one wanted.
  struct First {
    uint32_t number = 0;  // plus one; 0: none yet
    uint8_t marks = 0;
  };
  uint32_t FindOther(const Symbol& symbol);
  uint32_t AddNew(const Symbol& symbol);

  std::vector<First> first_;
  std::unordered_map<uint64_t, uint32_t> others_;
  std::vector<Symbol> symbols_;
  std::vector<uint64_t> counts_;
};

// The first bytes that make `falling_counts` take the least room.
TokenCode ChooseCode(const std::vector<uint64_t>& falling_counts);

}  // namespace vigie::index

#endif  // VIGIE_INDEX_SYMBOL_TABLE_H_
