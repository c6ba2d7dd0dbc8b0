#include "index/posting.h"

#include <cassert>

#include "index/varint.h"

namespace vigie::index {

EncodedPostings EncodePostings(const Span<Posting>& postings,
                               std::string* bytes) {
  assert(postings.size > 0);
  EncodedPostings encoded;
  encoded.documents = static_cast<uint32_t>(postings.size);
  encoded.first = postings[0].doc;
  bytes->clear();
  for (size_t i = 0; i < postings.size; ++i) {
    if (i > 0) AppendVarint(postings[i].doc - postings[i - 1].doc - 1, bytes);
    AppendVarint(postings[i].wdf, bytes);
    encoded.occurrences += postings[i].wdf;
  }
  encoded.bytes = *bytes;
  return encoded;
}

}  // namespace vigie::index
