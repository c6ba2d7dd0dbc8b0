// How frequent words and entities are, in all segments together.
#ifndef VIGIE_MATCH_FREQUENCY_H_
#define VIGIE_MATCH_FREQUENCY_H_

#include <cstdint>
#include <string>

#include "match/catalog.h"
#include "query/plan.h"

namespace vigie::match {

// Articles that have an index term, tombstoned ones among them.
// O(segments x log terms).
uint64_t ArticlesWith(const Catalog& catalog, const std::string& term);

// The index term that tells how frequent a word of `leaf` is: its stem; of an
// exact one its form.
std::string TermOf(const query::PlanNode& leaf, const query::TermSpec& term);

// Bm25Idf of the entities of `leaf` (kEntity, kMention). They are at least as
// frequent as the rarest of the words that name them: recognition finds a part
// of a name's occurrences, and what it misses does not make the name rarer.
double EntityIdf(const Catalog& catalog, const query::PlanNode& leaf);

}  // namespace vigie::match

#endif  // VIGIE_MATCH_FREQUENCY_H_
