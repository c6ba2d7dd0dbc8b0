// Words that the index does not hold, searched as those that are near them.
#ifndef VIGIE_MATCH_EXPANSION_H_
#define VIGIE_MATCH_EXPANSION_H_

#include <string>
#include <string_view>
#include <vector>

#include "match/corpus.h"
#include "query/plan.h"

namespace vigie::match {

// Near words that one word is searched as, and what each weighs beside it.
inline constexpr size_t kNearWords = 5;
inline constexpr double kNearWordWeight = 0.5;
// Words of one query that near ones are sought for.
inline constexpr size_t kMaxUnknownWords = 8;

// A word of a query that no article holds, in its form or of its stem.
struct UnknownWord {
  ByteRange range;    // of the query
  std::string typed;  // what stands there
  std::string form;
  // Whether it may be a typing error of a common word: at least 5 letters, no
  // digit, no capital that begins no query, not exact, not quoted, not (part
  // of) a name that resolves, not negated.
  bool repairable = false;
};

// In the order of the plan, at most kMaxUnknownWords; `cut` (may be null) is
// set when there are more. Throws what Xapian throws.
std::vector<UnknownWord> FindUnknownWords(const Corpus& corpus,
                                          std::string_view query,
                                          const query::PlanNode& root,
                                          bool* cut = nullptr);

// Near words of the index, without names: those are only suggested.
std::vector<std::string> NearCommonWords(const Corpus& corpus,
                                         const UnknownWord& word);

// Gives every repairable unknown word its near ones as further readings, and
// lists them in `understanding`; warns (TYPOS_CUT) when there are too many
// unknown words. Throws what Xapian throws.
void ExpandTypos(const Corpus& corpus, std::string_view query,
                 query::Plan* plan);

}  // namespace vigie::match

#endif  // VIGIE_MATCH_EXPANSION_H_
