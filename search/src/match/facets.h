// Exact facet counts with drill-sideways (ADR 0007).
#ifndef VIGIE_MATCH_FACETS_H_
#define VIGIE_MATCH_FACETS_H_

#include <cstdint>
#include <vector>

#include "match/call_poll.h"
#include "match/executor.h"
#include "match/facet_columns.h"
#include "match/kept_sums.h"
#include "match/selection.h"
#include "vigie/search.h"
#include "vigie/status.h"

namespace vigie::match {

// A hit of the query, and the selections that it fails.
struct ScopedDoc {
  ScoredDoc hit;
  uint32_t failures = 0;  // as Selections::Failures
};

// What facets count over.
struct CountedDocs {
  // The hits of the query before any selection; left out where no facet
  // NeedsEach.
  std::vector<ScopedDoc> docs;
  std::vector<DocSet> whole;  // by segment, what fails no selection
  KeptScope kept;             // of `whole`
};
// Of hits in any order, each once.
CountedDocs Counted(std::vector<ScopedDoc> docs, size_t segments);

inline constexpr uint32_t kDefaultFacetLimit = 10;
inline constexpr uint32_t kMaxFacetLimit = 1'000;
// Facets of one request; more is INVALID_ARGUMENT (reason TOO_MANY_FACETS).
inline constexpr uint32_t kMaxFacets = 64;

// Counts `request` over the hits.
//
// The count of a value v is what the hits would be if v were selected: with
// the selections of the other dimensions, and in its own with v alone (OR) or
// v beside what is selected (AND); values excluded there stay so, but for v.
// kEntity: with FacetRequest::surfaces, how its values are written.
Result<Facet> CountFacet(const FacetRequest& request,
                         const CountedDocs& counted,
                         const Selections& selections,
                         const FacetColumns& columns, CallPoll* poll);

// Whether some facet reads CountedDocs::docs; attributes, authors, sections and
// languages mostly do not.
bool NeedsEach(const std::vector<FacetRequest>& requests,
               const Selections& selections, const FacetColumns& columns);

// Of which dimensions of `selections`, as bits, the facets count over what
// fails their selection too.
uint32_t SidewaysDimensions(const std::vector<FacetRequest>& requests,
                            const Selections& selections);

// Every facet of a request, in its order. INVALID_ARGUMENT: CheckFacetKey,
// kMaxFacets.
Result<std::vector<Facet>> CountFacets(
    const std::vector<FacetRequest>& requests, const CountedDocs& counted,
    const Selections& selections, const FacetColumns& columns,
    const CallControl& control);

}  // namespace vigie::match

#endif  // VIGIE_MATCH_FACETS_H_
