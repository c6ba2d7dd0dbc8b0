// Writes the Xapian database of a segment from its columns.
#ifndef VIGIE_INDEX_SEGMENT_POSTINGS_H_
#define VIGIE_INDEX_SEGMENT_POSTINGS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "index/dense_terms_writer.h"
#include "index/filter_terms.h"
#include "index/token_lists.h"
#include "index/write_hook.h"
#include "vigie/status.h"

namespace vigie::index {

// What postings are made of; documents are those of `tokens`.
struct PostingsInput {
  const TokenLists& tokens;
  const FilterTerms& filters;
  const std::vector<int32_t>& days;
  const std::vector<uint32_t>& lengths;
};

// Creates and syncs `path`; gives `dense` its terms. With `threads` above one,
// some work is done side by side; the bytes are the same.
Status WritePostings(const PostingsInput& input, uint32_t threads,
                     const WriteHook& hook, const std::string& path,
                     DenseTermsWriter* dense);

// Gives `dense` alone its terms.
Status CollectDenseTerms(const PostingsInput& input, DenseTermsWriter* dense);

// As WritePostings, with accented forms and positions too, document by
// document through Xapian. Works below `directory`, an empty one.
Status WritePositionalPostings(const PostingsInput& input, uint32_t threads,
                               const std::string& directory,
                               const std::string& path);

}  // namespace vigie::index

#endif  // VIGIE_INDEX_SEGMENT_POSTINGS_H_
