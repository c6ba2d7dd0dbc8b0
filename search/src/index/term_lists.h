// Turns the tokens of documents into posting lists.
#ifndef VIGIE_INDEX_TERM_LISTS_H_
#define VIGIE_INDEX_TERM_LISTS_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "index/posting.h"
#include "index/token_lists.h"

namespace vigie::index {

enum class TermKind { kForm, kStem };

// Distinct terms of one kind, in the order of their bytes.
struct TermTable {
  std::vector<std::string_view> terms;  // views into the word table
  std::vector<uint32_t> term_of;        // per symbol; of specials, kNoTerm
};
inline constexpr uint32_t kNoTerm = 0xFFFFFFFF;
TermTable MakeTermTable(const TokenLists& tokens, TermKind kind);

enum class TermScope { kArticle, kTitle };

// What a term's list will be. 32 bits are enough for its bytes: the tokens of a
// segment are held in memory, and it has less than 2^32 of them.
struct TermSize {
  uint32_t documents = 0;
  uint32_t first = 0;  // document
  uint32_t most_wdf = 0;
  uint32_t bytes = 0;        // encoded
  uint64_t occurrences = 0;  // sum of the wdf
};

// Per term, weighed as schema.h lays down. O(tokens).
std::vector<TermSize> MeasureTerms(const TokenLists& tokens,
                                   const TermTable& table, TermScope scope);

// Terms [first, last).
struct TermRange {
  uint32_t first = 0;
  uint32_t last = 0;
};

// Cuts the terms into ranges of about `most` bytes; one term may have more.
std::vector<TermRange> PlanRanges(const std::vector<TermSize>& sizes,
                                  uint64_t most);

// Lists of the terms of a range, one after the other.
struct TermLists {
  TermRange range;
  std::vector<uint64_t> begin;  // per term and one: into bytes
  std::string bytes;

  // REQUIRES a term of the range.
  std::string_view at(uint32_t term) const {
    const uint32_t i = term - range.first;
    return std::string_view(bytes).substr(begin[i], begin[i + 1] - begin[i]);
  }
};

// `sizes` is what MeasureTerms says. O(tokens of all terms).
TermLists MakeTermLists(const TokenLists& tokens, const TermTable& table,
                        TermScope scope, const std::vector<TermSize>& sizes,
                        const TermRange& range);

}  // namespace vigie::index

#endif  // VIGIE_INDEX_TERM_LISTS_H_
