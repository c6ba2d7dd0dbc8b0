// The articles in which two frequent words stand side by side: sections 38 and
// 39 of columns.bin. Phrases of such words would have to be looked for in many
// articles that have both apart.
#ifndef VIGIE_INDEX_PAIR_LISTS_H_
#define VIGIE_INDEX_PAIR_LISTS_H_

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "index/segment.h"

namespace vigie::index {

// Persisted. A stem that is in pairs; its lists, those of pairs that it begins,
// stand in kPairLists from `begin` up to the begin of the next row.
struct PairRow {
  uint32_t word = 0;  // the lowest code of a word with that stem
  uint32_t begin = 0;
};
static_assert(sizeof(PairRow) == 8);

// How many of `all` articles have to have both words, about, for their pair to
// be stored: fewer are searched sooner than half a millisecond.
inline uint32_t FewestWithBoth(uint32_t all) {
  constexpr uint32_t kFewest = 512;
  constexpr uint32_t kShare = 192;
  return std::max(kFewest, all / kShare);
}

// Thread-safe. Views into bytes that must outlive it.
class PairLists {
 public:
  struct Sections {
    Span<PairRow> rows;  // by rising words
    std::string_view lists;
  };

  PairLists() = default;  // of no pairs
  explicit PairLists(const Sections& sections) : sections_(sections) {}

  // Whether nothing is read outside of the sections. O(rows).
  bool IsSound() const;

  // The documents, below `documents`, in whose title or text a word with the
  // second stem stands behind one with the first, words that lie over others
  // where these begin. A stem is named by the lowest code of its words. Nothing
  // when the pair is not stored, which says nothing. Damaged bytes give other
  // documents. O(log rows + pairs that begin as this one + documents found).
  std::optional<std::vector<uint32_t>> Find(uint32_t first, uint32_t second,
                                            uint32_t documents) const;

  // The lists of the pairs that one stem begins, one after the other.
  class Cursor {
   public:
    // False at the end, and where the bytes are none that a writer makes.
    bool Next();
    // The row of the second stem.
    uint64_t second() const { return next_ - 1; }
    // How many documents there are; as many as Read gives, unless damaged.
    uint32_t count() const { return count_; }
    // Those below `documents`, rising, into what `docs` had.
    void Read(uint32_t documents, std::vector<uint32_t>* docs) const;
    bool at_end() const { return at_ == end_; }

   private:
    friend class PairLists;
    Cursor(const uint8_t* begin, const uint8_t* end) : at_(begin), end_(end) {}

    const uint8_t* list_ = nullptr;
    const uint8_t* at_;  // behind the list
    const uint8_t* end_;
    uint64_t next_ = 0;  // row
    uint32_t count_ = 0;
  };
  const Span<PairRow>& rows() const { return sections_.rows; }
  // REQUIRES a row.
  Cursor ListsOf(size_t row) const;

 private:
  std::optional<uint32_t> RowOf(uint32_t word) const;

  Sections sections_;
};

}  // namespace vigie::index

#endif  // VIGIE_INDEX_PAIR_LISTS_H_
