// The server's log: lines on stderr, one per request among them.
#ifndef SERVER_REQUEST_LOG_H_
#define SERVER_REQUEST_LOG_H_

#include <chrono>
#include <cstdint>
#include <string_view>

#include "vigie/status.h"

namespace vigie::server {

// What is told of one request. Never its words: they say what its author is
// after.
struct RequestLine {
  std::string_view rpc;  // "SearchService/Search"
  StatusCode code = StatusCode::kOk;
  std::string_view reason;  // of the error, or empty
  std::chrono::microseconds elapsed{0};
  uint64_t rows = 0;  // hits, mentions, articles or tokens returned
};

enum class LogLevel { kEverything, kErrors };

// Called before the first line; also silences what gRPC itself prints on
// stderr, since its failures come back as statuses. Thread-safe, as is all
// below.
void StartLog(LogLevel level);

void LogRequest(const RequestLine& line);
void LogInfo(std::string_view message);
void LogError(std::string_view message);

}  // namespace vigie::server

#endif  // SERVER_REQUEST_LOG_H_
