// How much the lists of hits of one query may take.
#ifndef VIGIE_MATCH_LIST_BUDGET_H_
#define VIGIE_MATCH_LIST_BUDGET_H_

#include <cstdint>

#include "vigie/status.h"

namespace vigie::match {

// Bytes of one query; a comparison has two.
inline constexpr uint64_t kListBytes = 256U << 20;

// What a hit takes at most, by what is made of it: where all hits are listed,
// with their keys, put in order; where facets count each; in a group of its
// own.
inline constexpr uint64_t kListedBytes = 48;
inline constexpr uint64_t kCountedBytes = 32;
inline constexpr uint64_t kGroupedBytes = 96;

// Of lists of `hits` or more that are about to be made: RESOURCE_EXHAUSTED
// (reason QUERY_MEMORY) above `limit` bytes.
Status CheckLists(uint64_t limit, uint64_t hits, uint64_t bytes_each);

}  // namespace vigie::match

#endif  // VIGIE_MATCH_LIST_BUDGET_H_
