#include "match/posting_list.h"

#include <algorithm>

#include "index/term_impact.h"

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

void PostingList::ComputeBounds(const index::Span<uint32_t>& lengths,
                                double mean_length) {
  if (stored_ || most_wdf_ == 0) return;
  bounds_.assign(index::DenseWords(static_cast<uint32_t>(lengths.size)), 0);
  for (size_t i = 0; i < docs_.size(); ++i) {
    uint8_t& bound = bounds_[docs_[i] / index::kDenseWordBits];
    bound =
        std::max(bound, index::Impact(wdf(i), lengths[docs_[i]], mean_length));
  }
}

size_t PostingList::bytes() const {
  return sizeof(*this) + docs_.size() * sizeof(uint32_t) + narrow_.size() +
         wide_.size() * sizeof(uint32_t) + bits_.size() * sizeof(uint64_t) +
         bounds_.size();
}

std::shared_ptr<PostingList> ReadPostings(const index::PostingReader& reader,
                                          std::string_view term,
                                          uint32_t documents) {
  thread_local index::DecodedPostings decoded;
  reader.Read(term, &decoded);
  return std::make_shared<PostingList>(decoded, documents);
}

}  // namespace vigie::match
