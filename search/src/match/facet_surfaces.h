// How the entities of a facet are written in the articles that it counts.
#ifndef VIGIE_MATCH_FACET_SURFACES_H_
#define VIGIE_MATCH_FACET_SURFACES_H_

#include <cstdint>
#include <vector>

#include "match/call_poll.h"
#include "match/facets.h"

namespace vigie::match {

inline constexpr uint32_t kMaxSurfaces = 50;  // of one value

// What CountFacet counts.
struct SurfaceCount {
  const FacetRequest& request;
  const std::vector<ScopedDoc>& docs;
  const DimensionSelection* own;  // null: none
  uint32_t own_bit;               // of ScopedDoc::failures
};

// Fills FacetValue::surfaces of `values`, which are entities. Reads the texts
// of the articles that mention one of them, each once: O(their bytes). Errors
// of the poll; DATA_LOSS.
Status CountSurfaces(const SurfaceCount& count, const FacetColumns& columns,
                     CallPoll* poll, std::vector<FacetValue>* values);

}  // namespace vigie::match

#endif  // VIGIE_MATCH_FACET_SURFACES_H_
