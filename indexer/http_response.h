// An HTTP/1 response as archives of the web keep it.
#ifndef VIGIE_INDEXER_HTTP_RESPONSE_H_
#define VIGIE_INDEXER_HTTP_RESPONSE_H_

#include <map>
#include <string>
#include <string_view>

#include "vigie/status.h"

namespace vigie::indexer {

// Names in lower case; of a header that is repeated, the first.
using Headers = std::map<std::string, std::string>;

struct HttpResponse {
  int status = 0;  // e.g. 200
  Headers headers;
  std::string body;  // without chunking; Content-Encoding still on it
};

// INVALID_ARGUMENT (reason BAD_WARC) when it is none.
Result<HttpResponse> ParseHttpResponse(std::string_view bytes);

// Adds "Name: value"; a line without colon is passed over.
void AddHeader(std::string_view line, Headers* headers);
// "" when absent; `name` in lower case.
std::string HeaderOf(const Headers& headers, const std::string& name);

}  // namespace vigie::indexer

#endif  // VIGIE_INDEXER_HTTP_RESPONSE_H_
