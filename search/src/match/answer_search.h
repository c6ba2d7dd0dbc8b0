// Search and ListFacets.
#ifndef VIGIE_MATCH_ANSWER_SEARCH_H_
#define VIGIE_MATCH_ANSWER_SEARCH_H_

#include "match/corpus.h"
#include "match/page_token.h"
#include "vigie/search.h"
#include "vigie/status.h"

namespace vigie::match {

// As Snapshot::Search and ListFacets, `elapsed` included. Thread-safe.
Result<SearchResult> AnswerSearch(const Corpus& corpus,
                                  const SearchRequest& request);
// The page that begins at `start`, whatever the request's token says.
Result<SearchResult> AnswerPage(const Corpus& corpus,
                                const SearchRequest& request,
                                const PageStart& start);
Result<FacetsResult> AnswerFacets(const Corpus& corpus,
                                  const FacetsRequest& request);

}  // namespace vigie::match

#endif  // VIGIE_MATCH_ANSWER_SEARCH_H_
