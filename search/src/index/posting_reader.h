// Reads the posting lists of a sealed segment without Xapian.
#ifndef VIGIE_INDEX_POSTING_READER_H_
#define VIGIE_INDEX_POSTING_READER_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "index/dense_terms.h"
#include "index/glass_table.h"

namespace vigie::index {

// The articles of one term: documents rising, and the wdf of each.
struct DecodedPostings {
  std::vector<uint32_t> docs;
  std::vector<uint32_t> wdf;
};

// Thread-safe. Terms are those of index/schema.h. Damaged bytes give fewer
// postings, never documents outside of the segment.
class PostingReader {
 public:
  PostingReader() = default;
  PostingReader(GlassTable table, uint32_t documents,
                const DenseTerms& dense = {})
      : table_(table), documents_(documents), dense_(dense) {}

  // The same lists without the documents whose bit in `visible` is 0; terms of
  // no other document are not there. Then frequencies cost O(postings).
  // REQUIRES a bit for every document.
  PostingReader Restricted(
      std::shared_ptr<const std::vector<uint64_t>> visible) const;

  // Articles that hold `term`. O(log terms).
  uint32_t Frequency(std::string_view term) const;
  // The list of `term`, into what `postings` had; empty without that term.
  // O(log terms + postings).
  void Read(std::string_view term, DecodedPostings* postings) const;
  // The list of `term` as a bitmap, where it is stored as one and no document
  // is left out. O(log terms).
  std::optional<DenseList> FindDense(std::string_view term) const {
    return visible_ == nullptr ? dense_.Find(term) : std::nullopt;
  }
  // Calls `take` with each term that starts with `start`, in order of bytes,
  // and its frequency, until it returns false. O(log terms + bytes passed).
  void VisitTerms(
      std::string_view start,
      const std::function<bool(std::string_view, uint32_t)>& take) const;

 private:
  void ReadAll(std::string_view term, DecodedPostings* postings) const;

  GlassTable table_;
  uint32_t documents_ = 0;
  DenseTerms dense_;
  std::shared_ptr<const std::vector<uint64_t>> visible_;  // null: all are
};

}  // namespace vigie::index

#endif  // VIGIE_INDEX_POSTING_READER_H_
