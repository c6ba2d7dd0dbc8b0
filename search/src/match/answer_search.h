// Search and ListFacets.
#ifndef VIGIE_MATCH_ANSWER_SEARCH_H_
#define VIGIE_MATCH_ANSWER_SEARCH_H_

#include "match/corpus.h"
#include "vigie/search.h"
#include "vigie/status.h"

namespace vigie::match {

// As Snapshot::Search and ListFacets, `elapsed` included. Thread-safe.
Result<SearchResult> AnswerSearch(const Corpus& corpus,
                                  const SearchRequest& request);
Result<FacetsResult> AnswerFacets(const Corpus& corpus,
                                  const FacetsRequest& request);

}  // namespace vigie::match

#endif  // VIGIE_MATCH_ANSWER_SEARCH_H_
