// JSON -> requests, articles and options; the members of vigie.v1's messages
// and, for the options, of the public structs.
// INVALID_ARGUMENT (reason JSON). Thread-safe, O(size).
#ifndef VIGIE_JSON_REQUESTS_H_
#define VIGIE_JSON_REQUESTS_H_

#include <string_view>

#include "vigie/article.h"
#include "vigie/index_writer.h"
#include "vigie/search.h"
#include "vigie/status.h"

namespace vigie::json {

Result<SearchRequest> ReadSearchRequest(std::string_view text);
Result<MentionRequest> ReadMentionRequest(std::string_view text);
Result<FacetsRequest> ReadFacetsRequest(std::string_view text);
Result<Article> ReadArticle(std::string_view text);
Result<WriterOptions> ReadWriterOptions(std::string_view text);

}  // namespace vigie::json

#endif  // VIGIE_JSON_REQUESTS_H_
