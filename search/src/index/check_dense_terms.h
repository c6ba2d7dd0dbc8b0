// Checking bitmaps of frequent terms against the lists they were made from.
#ifndef VIGIE_INDEX_CHECK_DENSE_TERMS_H_
#define VIGIE_INDEX_CHECK_DENSE_TERMS_H_

#include <cstdint>
#include <vector>

#include "index/dense_terms.h"
#include "index/posting_reader.h"
#include "index/segment.h"
#include "vigie/status.h"

namespace vigie::index {

// Thread-safe. The segment must outlive it.
class DenseTermsCheck {
 public:
  // O(documents).
  explicit DenseTermsCheck(const Segment& segment);

  uint32_t size() const { return static_cast<uint32_t>(terms_.size()); }
  // DATA_LOSS when the bitmap, ranks, wdf or bounds of the term of that number
  // are not what its list in the database gives. REQUIRES i < size(). `list`
  // is memory to reuse. O(postings + documents / 64).
  Status Check(uint32_t i, DecodedPostings* list) const;

 private:
  const Segment& segment_;
  const DenseTerms& terms_;
  std::vector<double> norms_;  // by document: what Impact adds to the wdf
  // By term: whether one before it shares its list, ranks and bounds included.
  std::vector<bool> shared_;
};

}  // namespace vigie::index

#endif  // VIGIE_INDEX_CHECK_DENSE_TERMS_H_
