// The distinct words of articles that are being indexed.
#ifndef VIGIE_INDEX_WORD_TABLE_H_
#define VIGIE_INDEX_WORD_TABLE_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "text/same_bytes.h"

namespace vigie::index {

// Numbers words from 0 in the order in which they first come. Terms have at
// most analysis::kMaxTermBytes. Not thread-safe while it changes.
class WordTable {
 public:
  struct Word {
    std::string_view exact;
    std::string_view form;
    std::string_view stem;
    friend bool operator==(const Word& a, const Word& b) {
      return text::SameBytes(a.exact, b.exact) &&
             text::SameBytes(a.stem, b.stem) && text::SameBytes(a.form, b.form);
    }
  };
  static uint32_t HashOf(const Word& word);

  WordTable();

  // The number of `word`, a new one when it was not there. O(1).
  uint32_t Add(const Word& word) { return Add(word, HashOf(word)); }
  // `hash`: of `word`.
  uint32_t Add(const Word& word, uint32_t hash);
  // Bring what Add will read of a word into the cache, one after the other.
  void PrefetchSlot(uint32_t hash) const {
    __builtin_prefetch(&slots_[hash & (slots_.size() - 1)]);
  }
  void PrefetchRow(uint32_t hash) const {
    const uint32_t row = slots_[hash & (slots_.size() - 1)];
    if (row != 0) __builtin_prefetch(&rows_[row - 1]);
  }
  void PrefetchBytes(uint32_t hash) const {
    const uint32_t row = slots_[hash & (slots_.size() - 1)];
    if (row != 0) __builtin_prefetch(bytes_.data() + rows_[row - 1].at);
  }

  uint32_t size() const { return static_cast<uint32_t>(rows_.size()); }
  // REQUIRES code < size(). The views are valid until the next Add.
  Word at(uint32_t code) const {
    const Row& row = rows_[code];
    const std::string_view bytes(bytes_.data() + row.at,
                                 row.exact + row.form + row.stem);
    return {bytes.substr(0, row.exact), bytes.substr(row.exact, row.form),
            bytes.substr(row.exact + row.form)};
  }
  uint64_t memory_bytes() const;

 private:
  struct Row {
    uint64_t at = 0;  // in bytes_: exact, form, stem
    uint32_t hash = 0;
    uint8_t exact = 0;  // lengths
    uint8_t form = 0;
    uint8_t stem = 0;
  };
  void Grow();

  std::vector<Row> rows_;
  std::string bytes_;
  std::vector<uint32_t> slots_;  // row + 1, 0 when free; a power of two of them
};

}  // namespace vigie::index

#endif  // VIGIE_INDEX_WORD_TABLE_H_
