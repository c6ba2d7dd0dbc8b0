// The symbols of a segment while it is made: which there are, how often.
#ifndef VIGIE_INDEX_SYMBOL_TABLE_H_
#define VIGIE_INDEX_SYMBOL_TABLE_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "index/token_format.h"

namespace vigie::index {

// A word with marks, or a special with marks.
struct Symbol {
  uint32_t word = 0;
  uint8_t marks = 0;
};

// Words are numbered from 0 without gaps, or specials. Not thread-safe.
class SymbolTable {
 public:
  // The number of `symbol`, in order of first appearance. O(marks that its
  // word has been seen with), mostly one.
  uint32_t Find(const Symbol& symbol) {
    uint32_t* link = FirstOf(symbol.word);
    while (*link != 0) {
      Row& row = rows_[*link - 1];
      if (row.symbol.marks == symbol.marks) return *link - 1;
      link = &row.next;
    }
    *link = size() + 1;
    rows_.push_back({symbol, 0});
    counts_.push_back(0);
    return size() - 1;
  }
  void Count(uint32_t number) { ++counts_[number]; }

  uint32_t size() const { return static_cast<uint32_t>(rows_.size()); }
  const Symbol& symbol(uint32_t number) const { return rows_[number].symbol; }
  uint64_t count(uint32_t number) const { return counts_[number]; }
  uint64_t memory_bytes() const {
    return first_.capacity() * sizeof(uint32_t) +
           rows_.capacity() * sizeof(Row) +
           counts_.capacity() * sizeof(uint64_t);
  }

 private:
  struct Row {
    Symbol symbol;
    uint32_t next = 0;  // of the same word, plus one; 0: none
  };
  uint32_t* FirstOf(uint32_t word) {
    if (word >= kSpecials) return &specials_[word - kSpecials];
    if (word >= first_.size()) first_.resize(word + size_t{1});
    return &first_[word];
  }

  std::vector<uint32_t> first_;  // per word: its first symbol plus one
  std::array<uint32_t, 16> specials_{};
  std::vector<Row> rows_;
  std::vector<uint64_t> counts_;
};

// The first bytes that make `falling_counts` take the least room.
TokenCode ChooseCode(const std::vector<uint64_t>& falling_counts);

}  // namespace vigie::index

#endif  // VIGIE_INDEX_SYMBOL_TABLE_H_
