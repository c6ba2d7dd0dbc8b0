#include "match/posting_list.h"

#include <algorithm>

namespace vigie::match {

PostingList::PostingList(const index::DecodedPostings& decoded,
                         uint32_t documents)
    : docs_(decoded.docs) {
  for (const uint32_t wdf : decoded.wdf) most_wdf_ = std::max(most_wdf_, wdf);
  if (most_wdf_ > UINT8_MAX) {
    wide_ = decoded.wdf;
  } else {
    narrow_.assign(decoded.wdf.begin(), decoded.wdf.end());
  }
  if (!IsDense(docs_.size(), documents)) return;
  bits_.resize(documents / 64 + 1);
  for (const uint32_t doc : docs_) bits_[doc / 64] |= uint64_t{1} << (doc % 64);
}

size_t PostingList::bytes() const {
  return sizeof(*this) + docs_.size() * sizeof(uint32_t) + narrow_.size() +
         wide_.size() * sizeof(uint32_t) + bits_.size() * sizeof(uint64_t);
}

PostingListPtr ReadPostings(const index::PostingReader& reader,
                            std::string_view term, uint32_t documents) {
  thread_local index::DecodedPostings decoded;
  reader.Read(term, &decoded);
  return std::make_shared<const PostingList>(decoded, documents);
}

}  // namespace vigie::match
