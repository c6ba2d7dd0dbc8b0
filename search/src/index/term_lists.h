// Turns the tokens of documents into posting lists.
#ifndef VIGIE_INDEX_TERM_LISTS_H_
#define VIGIE_INDEX_TERM_LISTS_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "index/posting.h"
#include "index/token_lists.h"

namespace vigie::index {

enum class TermKind { kForm, kStem };

// Distinct terms of one kind, in the order of their bytes.
struct TermTable {
  std::vector<std::string_view> terms;  // views into the word table
  std::vector<uint32_t> term_of;        // per word
};
TermTable MakeTermTable(const WordTable& words, TermKind kind);

enum class TermScope { kArticle, kTitle };

// In how many documents each term is. O(tokens).
std::vector<uint32_t> CountDocuments(const TokenLists& tokens,
                                     const TermTable& table, TermScope scope);

// Terms [first, last).
struct TermRange {
  uint32_t first = 0;
  uint32_t last = 0;
};

// Cuts the terms into ranges of about `most` postings; one term may have more.
std::vector<TermRange> PlanRanges(const std::vector<uint32_t>& counts,
                                  uint64_t most);

// Postings of the terms of a range, one list after the other.
struct TermLists {
  TermRange range;
  std::vector<uint64_t> begin;  // per term and one: into postings
  std::vector<Posting> postings;

  // REQUIRES a term of the range.
  Span<Posting> at(uint32_t term) const {
    const uint32_t i = term - range.first;
    return {postings.data() + begin[i], begin[i + 1] - begin[i]};
  }
};

// Weighed as schema.h lays down; `counts` is what CountDocuments says. O(tokens
// of all terms); memory 8 bytes per posting of the range.
TermLists MakeTermLists(const TokenLists& tokens, const TermTable& table,
                        TermScope scope, const std::vector<uint32_t>& counts,
                        const TermRange& range);

}  // namespace vigie::index

#endif  // VIGIE_INDEX_TERM_LISTS_H_
