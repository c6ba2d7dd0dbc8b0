// The articles of one term in one segment.
#ifndef VIGIE_MATCH_POSTING_LIST_H_
#define VIGIE_MATCH_POSTING_LIST_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "index/dense_terms.h"
#include "index/posting_reader.h"
#include "index/segment.h"

namespace vigie::match {

// Decoded, or a view into the mapping of the segment, which must outlive it.
// Immutable once made; thread-safe.
class PostingList {
 public:
  // Copies what `decoded` holds, of a segment of so many documents.
  PostingList(const index::DecodedPostings& decoded, uint32_t documents);
  explicit PostingList(const index::DenseList& stored) : stored_(stored) {}

  uint32_t size() const {
    return stored_ ? stored_->documents : static_cast<uint32_t>(docs_.size());
  }
  // The bitmap that the segment stores; null for a decoded list.
  const index::DenseList* stored() const {
    return stored_ ? &*stored_ : nullptr;
  }
  // Rising; only of a decoded list.
  const std::vector<uint32_t>& docs() const { return docs_; }
  // By place in docs().
  uint32_t wdf(size_t at) const {
    return wide_.empty() ? narrow_[at] : wide_[at];
  }
  uint32_t most_wdf() const { return stored_ ? stored_->most_wdf : most_wdf_; }
  // The same documents as a bitmap, where they are dense; else empty.
  index::Span<uint64_t> bits() const {
    return stored_ ? stored_->bits
                   : index::Span<uint64_t>{bits_.data(), bits_.size()};
  }
  // Per 64 documents, index::Impact of the heaviest over the mean length of the
  // segment; empty when not known.
  index::Span<uint8_t> bounds() const {
    return stored_ ? stored_->bounds
                   : index::Span<uint8_t>{bounds_.data(), bounds_.size()};
  }
  // Of memory.
  size_t bytes() const;

  // Computes bounds(), which pays where the list is asked for again. Before it
  // is shared; O(postings + documents / 64).
  void ComputeBounds(const index::Span<uint32_t>& lengths, double mean_length);

 private:
  std::optional<index::DenseList> stored_;
  std::vector<uint32_t> docs_;
  std::vector<uint8_t> narrow_;  // wdf, when all are so small; else
  std::vector<uint32_t> wide_;
  std::vector<uint64_t> bits_;
  std::vector<uint8_t> bounds_;
  uint32_t most_wdf_ = 0;
};

using PostingListPtr = std::shared_ptr<const PostingList>;

// Documents of a list from which on a bitmap takes less than their numbers do.
inline bool IsDense(size_t docs, uint32_t documents) {
  return docs >= 64 && docs > documents / 32;
}

// Decodes. O(postings).
std::shared_ptr<PostingList> ReadPostings(const index::PostingReader& reader,
                                          std::string_view term,
                                          uint32_t documents);

}  // namespace vigie::match

#endif  // VIGIE_MATCH_POSTING_LIST_H_
