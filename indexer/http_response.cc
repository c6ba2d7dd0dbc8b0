#include "indexer/http_response.h"

#include <algorithm>
#include <cstdlib>

#include "indexer/ascii_text.h"

namespace vigie::indexer {
namespace {

// Up to the line end, which is consumed.
std::string_view TakeLine(std::string_view* bytes) {
  const size_t end = std::min(bytes->find('\n'), bytes->size());
  const std::string_view line = bytes->substr(0, end);
  bytes->remove_prefix(std::min(end + 1, bytes->size()));
  return TrimAscii(line);
}

// Archives often hold bodies whose chunking is gone although the header stays:
// what does not begin with a chunk is taken as it is.
std::string WithoutChunks(std::string_view bytes) {
  std::string body;
  std::string_view rest = bytes;
  while (!rest.empty()) {
    const std::string line(TakeLine(&rest));
    char* end = nullptr;
    const uint64_t size = std::strtoull(line.c_str(), &end, 16);
    if (end == line.c_str() || (*end != '\0' && *end != ';')) {
      return body.empty() ? std::string(bytes) : body;
    }
    if (size == 0) return body;
    body += rest.substr(0, size);
    rest.remove_prefix(std::min<uint64_t>(size, rest.size()));
    TakeLine(&rest);
  }
  return body;
}

}  // namespace

void AddHeader(std::string_view line, Headers* headers) {
  const size_t colon = line.find(':');
  if (colon == std::string_view::npos) return;
  headers->emplace(LowerAscii(TrimAscii(line.substr(0, colon))),
                   TrimAscii(line.substr(colon + 1)));
}

std::string HeaderOf(const Headers& headers, const std::string& name) {
  const auto found = headers.find(name);
  return found == headers.end() ? "" : found->second;
}

Result<HttpResponse> ParseHttpResponse(std::string_view bytes) {
  HttpResponse response;
  const std::string_view first = TakeLine(&bytes);
  const size_t space = first.find(' ');
  if (!StartsWith(first, "HTTP/") || space == std::string_view::npos) {
    return Status(StatusCode::kInvalidArgument, "no HTTP response", "BAD_WARC");
  }
  response.status = std::atoi(std::string(first.substr(space + 1, 3)).c_str());
  for (;;) {
    const std::string_view line = TakeLine(&bytes);
    if (line.empty()) break;
    AddHeader(line, &response.headers);
  }
  const bool chunked =
      LowerAscii(HeaderOf(response.headers, "transfer-encoding")) == "chunked";
  response.body = chunked ? WithoutChunks(bytes) : std::string(bytes);
  return response;
}

}  // namespace vigie::indexer
