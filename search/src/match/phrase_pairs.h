// What stored pairs of words say of where a phrase may stand in a segment.
#ifndef VIGIE_MATCH_PHRASE_PAIRS_H_
#define VIGIE_MATCH_PHRASE_PAIRS_H_

#include <cstdint>
#include <vector>

#include "index/segment.h"
#include "match/doc_set.h"
#include "match/match_tree.h"
#include "query/plan.h"

namespace vigie::match {

// The place of a term among those of its phrase.
inline uint32_t PlaceOf(const query::PlanNode& phrase,
                        const query::TermSpec& term) {
  return term.offset - phrase.terms.front().offset;
}

// Of two neighbouring places of a phrase.
struct BesideDocs {
  // Outside of these no words of both places stand side by side.
  DocSet possible;
  // In these they do: of a phrase of more than two words those with the very
  // stems that it asks for. Views `possible` where that is all.
  DocSet certain;
};

// Of the places of which pairs are stored, in their order. `codes` are those of
// the words that may stand at each place, rising; a word stands there by its
// form too, so that several stems may. Of an exact word, and where several
// terms or many stems share a place, nothing is said. O(codes + documents of
// the pairs).
std::vector<BesideDocs> FindPairs(
    const query::PlanNode& phrase,
    const std::vector<std::vector<uint32_t>>& codes,
    const index::Segment& segment, uint32_t segment_number, TermSource* terms);

}  // namespace vigie::match

#endif  // VIGIE_MATCH_PHRASE_PAIRS_H_
