// Makes the lists of pairs of a segment (pair_lists.h).
#ifndef VIGIE_INDEX_PAIR_LISTS_WRITER_H_
#define VIGIE_INDEX_PAIR_LISTS_WRITER_H_

#include <cstdint>
#include <string>
#include <vector>

#include "index/pair_lists.h"
#include "index/token_lists.h"

namespace vigie::index {

// What sections 38 and 39 hold.
struct EncodedPairs {
  std::vector<PairRow> rows;
  std::string lists;
};

// Of stems that are no grammatical words, pairs that about FewestWithBoth
// articles have somewhere, told from a sixteenth of them, and two at least side
// by side. `code_of`: the sealed code of each word of the lists. O(tokens +
// pairs log pairs); 8 bytes for each pair in an article.
EncodedPairs EncodePairs(const TokenLists& lists,
                         const std::vector<uint32_t>& code_of);

}  // namespace vigie::index

#endif  // VIGIE_INDEX_PAIR_LISTS_WRITER_H_
