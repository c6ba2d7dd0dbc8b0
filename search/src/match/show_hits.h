// Hits as pages show them.
#ifndef VIGIE_MATCH_SHOW_HITS_H_
#define VIGIE_MATCH_SHOW_HITS_H_

#include <vector>

#include "match/corpus.h"
#include "match/found_hits.h"
#include "vigie/search.h"
#include "vigie/status.h"

namespace vigie::match {

// The rows of `page`, with the passages that the request wants. What it shows
// is added to `shown` as far as it may be FoundHits::shown.
// REQUIRES found->Has(page). Errors of the control; DATA_LOSS.
Status ShowHits(const Corpus& corpus, const SearchRequest& request,
                const RowRange& page, const FoundHits& found,
                FoundHits::Shown* shown, std::vector<Hit>* hits);

}  // namespace vigie::match

#endif  // VIGIE_MATCH_SHOW_HITS_H_
