// Whether words that spell a name stand there as that name.
#ifndef VIGIE_MATCH_EVIDENCE_NAMES_H_
#define VIGIE_MATCH_EVIDENCE_NAMES_H_

#include <cstdint>
#include <vector>

#include "match/spans.h"
#include "query/plan.h"

namespace vigie::match {

// The case of the words of a kMention by their offset, as `value` was typed.
std::vector<uint8_t> NameCases(const query::PlanNode& plan);

// `match` is a place with the words of a name: true when they have `cases` and
// are no part of a longer name: of one of the mentions in `stored`, which are
// the article's, of a hyphenated compound, or of a run of capitalised words
// that the lexicon does not know.
bool IsName(const Match& match, const std::vector<uint8_t>& cases,
            const index::Span<index::StoredMention>& stored,
            const ArticleStructure& structure);

}  // namespace vigie::match

#endif  // VIGIE_MATCH_EVIDENCE_NAMES_H_
