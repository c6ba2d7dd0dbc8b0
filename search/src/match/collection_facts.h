// What queries need to know of all articles of a snapshot.
#ifndef VIGIE_MATCH_COLLECTION_FACTS_H_
#define VIGIE_MATCH_COLLECTION_FACTS_H_

#include <cstdint>
#include <vector>

#include "match/catalog.h"
#include "match/doc_set.h"

namespace vigie::match {

// The mean length of its documents, hidden ones aside; 0 without any.
// O(documents of segments that no snapshot had before).
double AverageLength(const Catalog& catalog);

// A bitmap: to take one from another costs less than to look for each number.
// O(documents).
DocSet Tombstoned(const index::Segment& segment);

// Whether what its documents weigh is worked out as fast as found again.
bool IsSmall(const Catalog& catalog, uint32_t segment);

// The documents that are not hidden, tombstoned ones included, rising.
// O(documents).
std::vector<uint32_t> Visible(const index::Segment& segment);

}  // namespace vigie::match

#endif  // VIGIE_MATCH_COLLECTION_FACTS_H_
