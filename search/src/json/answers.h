// Answers as JSON, the form that `vigie --format json` prints: the members of
// vigie.v1's messages, in their order, all of them but absent messages.
// Thread-compatible, O(size); throw std::bad_alloc alone.
#ifndef VIGIE_JSON_ANSWERS_H_
#define VIGIE_JSON_ANSWERS_H_

#include <string>

#include "vigie/article.h"
#include "vigie/search.h"

namespace vigie::json {

std::string Write(const SearchResult& result);   // SearchResponse
std::string Write(const MentionResult& result);  // ListMentionsResponse
std::string Write(const FacetsResult& result);   // ListFacetsResponse
std::string Write(const MentionRow& row);        // MentionRow
std::string Write(const Article& article);       // Article

}  // namespace vigie::json

#endif  // VIGIE_JSON_ANSWERS_H_
