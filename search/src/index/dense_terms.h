// Terms that many articles of a segment hold, as bitmaps: sections 35 to 37 of
// columns.bin, beside the lists in postings.glass, which have every term.
#ifndef VIGIE_INDEX_DENSE_TERMS_H_
#define VIGIE_INDEX_DENSE_TERMS_H_

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "index/segment.h"

namespace vigie::index {

// Persisted. Its parts stand in kDenseLists from `begin` on, each at a multiple
// of 8 bytes: words of the bitmap; and unless all wdf are 0 the ranks, bounds,
// small and large wdf, as DenseList has them.
struct DenseRow {
  uint64_t begin = 0;
  uint32_t term = 0;  // offset in kDenseNames
  uint32_t term_bytes = 0;
  uint32_t documents = 0;
  uint32_t most_wdf = 0;
  uint32_t large = 0;  // wdf of 15 and more
  uint32_t reserved = 0;
};
static_assert(sizeof(DenseRow) == 32);

// The wdf of the document of that rank.
struct LargeWdf {
  uint32_t rank = 0;
  uint32_t wdf = 0;
};

inline constexpr uint32_t kDenseWordBits = 64;
inline constexpr uint32_t kWordsOfRank = 8;
inline constexpr uint32_t kSmallestLargeWdf = 15;

// Words of a bitmap over so many documents; the last one may be empty.
inline uint32_t DenseWords(uint32_t documents) {
  return documents / kDenseWordBits + 1;
}

// Whether a term that so many of `all` documents hold is stored as a bitmap
// too. Fewer are read from their list in a few microseconds.
inline bool IsStoredDense(uint32_t documents, uint32_t all) {
  constexpr uint32_t kFewest = 256;
  constexpr uint32_t kShare = 24;
  return documents >= kFewest && documents > all / kShare;
}

// The articles of one term. Views into the mapping.
struct DenseList {
  uint32_t documents = 0;
  uint32_t most_wdf = 0;
  Span<uint64_t> bits;  // DenseWords of all documents
  // Only where most_wdf is above 0:
  Span<uint32_t> ranks;  // documents before every kWordsOfRank words
  Span<uint8_t> bounds;  // per word of bits: the largest Impact there
  Span<uint8_t> small;   // wdf by rank, four bits each, the low ones first
  Span<LargeWdf> large;  // by rank: where four bits hold kSmallestLargeWdf

  // Into `wdf`, the wdf in each of `docs`, which lie in the segment; 0 in those
  // that are not in the list. O(docs), and O(log) of the large ones for those.
  void ReadWdf(const Span<uint32_t>& docs, uint32_t* wdf) const;
  // Whether `wdf` are those of the list's documents, in order. O(documents).
  bool HasWdf(const std::vector<uint32_t>& wdf) const;
  // Whether `ranks` are those of `bits`. O(words of bits).
  bool HasRightRanks() const;
};

// Thread-safe. Views into bytes that must outlive it.
class DenseTerms {
 public:
  struct Sections {
    Span<DenseRow> rows;
    std::string_view names;
    std::string_view lists;
  };

  DenseTerms() = default;  // of no terms
  DenseTerms(const Sections& sections, uint32_t documents)
      : sections_(sections), documents_(documents) {}

  // Whether nothing is read outside of the sections, and no list has a document
  // outside of the segment. O(terms).
  bool IsSound() const;

  size_t size() const { return sections_.rows.size; }
  // By rising bytes.
  std::string_view term(size_t i) const {
    const DenseRow& row = sections_.rows[i];
    return sections_.names.substr(row.term, row.term_bytes);
  }
  DenseList list(size_t i) const;
  // O(log terms).
  std::optional<DenseList> Find(std::string_view wanted) const;

 private:
  Sections sections_;
  uint32_t documents_ = 0;
};

}  // namespace vigie::index

#endif  // VIGIE_INDEX_DENSE_TERMS_H_
