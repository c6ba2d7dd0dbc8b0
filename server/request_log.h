// The server's log: lines on stderr, one per request among them.
#ifndef SERVER_REQUEST_LOG_H_
#define SERVER_REQUEST_LOG_H_

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "vigie/status.h"

namespace vigie::server {

struct LogOptions {
  bool errors_only = false;
  bool json = false;     // one JSON object per line, instead of text
  bool queries = false;  // the words of queries, as they were understood
  std::chrono::milliseconds slow{0};  // mark calls of more; 0: none
};

// What is told of one request. Its words only where the operator asks for them:
// they say what its author is after.
struct RequestLine {
  std::string_view rpc;  // "SearchService/Search"
  StatusCode code = StatusCode::kOk;
  std::string_view reason;  // of the error, or empty
  std::chrono::microseconds elapsed{0};
  uint64_t rows = 0;  // hits, mentions, articles or tokens returned
  std::string_view caller;
  std::string_view traceparent;  // as the client gave it; empty: none
  std::string plan;              // the query as understood; empty: not asked
  bool audited = false;  // it writes, looks after the index, or was refused
};

// Called before the first line, and again to change how lines are written; the
// first call also silences what gRPC itself prints on stderr, since its
// failures come back as statuses. Thread-safe, as is all below.
void StartLog(const LogOptions& options);

// Whether lines want RequestLine::plan.
bool LogsQueries();

// Calls refused for their token and writing calls are told even when only
// errors are; of RESOURCE_EXHAUSTED, RefusalLines::kPerSecond lines.
void LogRequest(const RequestLine& line);
void LogInfo(std::string_view message);
void LogError(std::string_view message);

// The line of a request, without time and level.
std::string FormatRequest(const RequestLine& line, const LogOptions& options);

// `value` where it is a W3C traceparent, else empty.
std::string_view CheckedTraceparent(std::string_view value);

}  // namespace vigie::server

#endif  // SERVER_REQUEST_LOG_H_
