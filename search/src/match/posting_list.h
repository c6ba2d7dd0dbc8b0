// The articles of one term in one segment, decoded.
#ifndef VIGIE_MATCH_POSTING_LIST_H_
#define VIGIE_MATCH_POSTING_LIST_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "index/posting_reader.h"

namespace vigie::match {

// Immutable once made; thread-safe.
class PostingList {
 public:
  // Takes what `decoded` holds, of a segment of so many documents.
  PostingList(const index::DecodedPostings& decoded, uint32_t documents);

  const std::vector<uint32_t>& docs() const { return docs_; }
  uint32_t size() const { return static_cast<uint32_t>(docs_.size()); }
  // By place in docs().
  uint32_t wdf(size_t at) const {
    return wide_.empty() ? narrow_[at] : wide_[at];
  }
  uint32_t most_wdf() const { return most_wdf_; }
  // The same documents as a bitmap, where they are dense; else empty.
  const std::vector<uint64_t>& bits() const { return bits_; }
  // Of memory.
  size_t bytes() const;

 private:
  std::vector<uint32_t> docs_;
  std::vector<uint8_t> narrow_;  // wdf, when all are so small; else
  std::vector<uint32_t> wide_;
  std::vector<uint64_t> bits_;
  uint32_t most_wdf_ = 0;
};

using PostingListPtr = std::shared_ptr<const PostingList>;

// Documents of a list from which on a bitmap takes less than their numbers do.
inline bool IsDense(size_t docs, uint32_t documents) {
  return docs >= 64 && docs > documents / 32;
}

// Decodes. O(postings).
PostingListPtr ReadPostings(const index::PostingReader& reader,
                            std::string_view term, uint32_t documents);

}  // namespace vigie::match

#endif  // VIGIE_MATCH_POSTING_LIST_H_
