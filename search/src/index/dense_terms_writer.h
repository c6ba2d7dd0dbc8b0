// Makes the bitmaps of frequent terms of a segment (dense_terms.h).
#ifndef VIGIE_INDEX_DENSE_TERMS_WRITER_H_
#define VIGIE_INDEX_DENSE_TERMS_WRITER_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "index/dense_terms.h"
#include "index/posting.h"

namespace vigie::index {

// What sections 35 to 37 hold.
struct EncodedDenseTerms {
  std::vector<DenseRow> rows;
  std::string names;
  std::string lists;
};

// Not thread-safe.
class DenseTermsWriter {
 public:
  // The lengths of all documents of the segment, which must outlive it.
  explicit DenseTermsWriter(const Span<uint32_t>& lengths);

  // Keeps the list when it is dense; a form that is its own stem shares that
  // of the stem. REQUIRES rising terms. O(postings).
  void Add(std::string_view term, const EncodedPostings& postings,
           uint32_t most_wdf);
  EncodedDenseTerms Take() { return std::move(encoded_); }

 private:
  void Decode(const EncodedPostings& postings);
  void AppendList(bool weighs);
  void ShareList(DenseRow* row);

  Span<uint32_t> lengths_;
  double mean_length_;
  EncodedDenseTerms encoded_;
  std::unordered_multimap<uint64_t, uint32_t> rows_;  // by hash of the list
  // Of one term:
  std::vector<uint64_t> bits_;
  std::vector<uint8_t> bounds_;
  std::vector<uint8_t> small_;
  std::vector<LargeWdf> large_;
};

}  // namespace vigie::index

#endif  // VIGIE_INDEX_DENSE_TERMS_WRITER_H_
