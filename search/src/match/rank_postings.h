// How frequent terms are.
#ifndef VIGIE_MATCH_RANK_POSTINGS_H_
#define VIGIE_MATCH_RANK_POSTINGS_H_

#include <cstdint>
#include <string_view>

#include "match/catalog.h"

namespace vigie::match {

// Articles that hold `term`, over all segments; tombstoned ones included,
// hidden ones not. O(segments x log terms); of restricted segments also
// O(postings).
uint64_t ArticlesWith(const Catalog& catalog, std::string_view term);

}  // namespace vigie::match

#endif  // VIGIE_MATCH_RANK_POSTINGS_H_
