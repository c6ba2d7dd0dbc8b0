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

// Postings of every term, one list after the other.
struct TermLists {
  std::vector<uint64_t> begin;  // per term and one: into postings
  std::vector<Posting> postings;

  Span<Posting> at(uint32_t term) const {
    return {postings.data() + begin[term], begin[term + 1] - begin[term]};
  }
};

enum class TermScope { kArticle, kTitle };

// Weighed as schema.h lays down. O(tokens); memory 8 bytes per posting.
TermLists MakeTermLists(const TokenLists& tokens, const TermTable& table,
                        TermScope scope);

}  // namespace vigie::index

#endif  // VIGIE_INDEX_TERM_LISTS_H_
