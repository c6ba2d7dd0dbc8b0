// Orders of answers. All end on the article id, so that none depends on how
// articles lie in segments.
#ifndef VIGIE_MATCH_ORDERING_H_
#define VIGIE_MATCH_ORDERING_H_

#include <cstddef>
#include <vector>

#include "match/catalog.h"
#include "match/executor.h"
#include "vigie/search.h"

namespace vigie::match {

// Puts the first `count` of the order in place, the others after them in no
// order.
void OrderHits(SortOrder order, const Catalog& catalog, size_t count,
               std::vector<ScoredDoc>* hits);

}  // namespace vigie::match

#endif  // VIGIE_MATCH_ORDERING_H_
