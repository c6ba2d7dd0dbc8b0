// Orders of answers. All end on the article id, so that none depends on how
// articles lie in segments.
#ifndef VIGIE_MATCH_ORDERING_H_
#define VIGIE_MATCH_ORDERING_H_

#include <cstddef>
#include <vector>

#include "match/catalog.h"
#include "match/executor.h"
#include "match/page_token.h"
#include "vigie/search.h"

namespace vigie::match {

// Whether scores decide an order.
inline bool IsByScore(SortOrder order) {
  return order == SortOrder::kUnspecified || order == SortOrder::kRelevance ||
         order == SortOrder::kBm25;
}

// Puts the first `count` of the order in place, the others after them in no
// order.
void OrderHits(SortOrder order, const Catalog& catalog, size_t count,
               std::vector<ScoredDoc>* hits);

// What hits are ordered by, falling, in the order of `hits`. REQUIRES an order
// that neither matches nor salience decide.
std::vector<double> OrderKeys(SortOrder order, const Catalog& catalog,
                              const std::vector<ScoredDoc>& hits);

// As OrderHits, by keys of their own; `keys` is put in the same order.
void OrderByKeys(const Catalog& catalog, size_t count,
                 std::vector<double>* keys, std::vector<ScoredDoc>* hits);

// The number of hits that come before `after` or are it. REQUIRES hits wholly
// in the order of their keys. O(log hits).
size_t CountUpTo(const RowKey& after, const Catalog& catalog,
                 const std::vector<double>& keys,
                 const std::vector<ScoredDoc>& hits);

}  // namespace vigie::match

#endif  // VIGIE_MATCH_ORDERING_H_
