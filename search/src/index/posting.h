// Posting lists while a segment is made.
#ifndef VIGIE_INDEX_POSTING_H_
#define VIGIE_INDEX_POSTING_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "index/segment.h"

namespace vigie::index {

// One document of a posting list.
struct Posting {
  uint32_t doc = 0;  // from 0; its docid in Xapian is one more
  uint32_t wdf = 0;
};

// A posting list as it is written: varints (varint.h), the wdf of the first
// document; then per document how many are left out before it, and its wdf.
struct EncodedPostings {
  uint32_t documents = 0;
  uint32_t first = 0;        // document
  uint64_t occurrences = 0;  // sum of the wdf
  std::string_view bytes;
};

// Of postings by rising document, at least one; a view into `bytes`, which is
// overwritten.
EncodedPostings EncodePostings(const Span<Posting>& postings,
                               std::string* bytes);

}  // namespace vigie::index

#endif  // VIGIE_INDEX_POSTING_H_
