// Who calls, and what they may do.
#ifndef SERVER_CALLER_H_
#define SERVER_CALLER_H_

#include <cstdint>
#include <memory>
#include <string>

#include "vigie/search.h"
#include "vigie/snapshot.h"

namespace vigie::server {

// What a token allows. One does not include another.
enum class Permission : uint8_t { kSearch, kIngest, kAdmin };

// The name of callers that have shown neither token nor certificate.
inline constexpr char kLocalCaller[] = "local";

// `sources` null: articles of every source.
struct Caller {
  // Of the token; without tokens the name in the client's certificate, or
  // kLocalCaller.
  std::string name;
  std::shared_ptr<const SourceScope> sources;
};

// A caller who may read everything.
inline const Caller& Unrestricted() {
  static const Caller everything{kLocalCaller, nullptr};
  return everything;
}

// One call at work.
struct Call {
  CallControl control;
  Caller caller;
};

}  // namespace vigie::server

#endif  // SERVER_CALLER_H_
