// vigie::Status -> grpc::Status with google.rpc details. The only place where
// a code of the library becomes a code of gRPC. Thread-safe.
#ifndef WIRE_CONVERT_STATUS_H_
#define WIRE_CONVERT_STATUS_H_

#include <grpcpp/support/status.h>

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "google/rpc/status.pb.h"
#include "vigie/status.h"

namespace vigie::wire {

// google.rpc.ErrorInfo.domain of every error.
inline constexpr char kErrorDomain[] = "vigie.v1";

// One field of a request that breaks its contract.
struct FieldViolation {
  std::string field;  // path from the request, e.g. "facets[1].key"
  std::string description;
};

// What an error says beyond its vigie::Status.
struct ErrorDetails {
  std::vector<FieldViolation> violations;                // at most 8 are sent
  std::map<std::string, std::string> metadata;           // of ErrorInfo
  std::optional<std::chrono::milliseconds> retry_after;  // as RetryInfo
};

// As ToGrpcStatus, as a message of its own; REQUIRES an error.
google::rpc::Status ToRpcStatus(const Status& status,
                                const ErrorDetails& details = {});

// The inverse: code, message and the reason of its ErrorInfo.
Status FromRpcStatus(const google::rpc::Status& from);

// OK stays OK. Every error carries an ErrorInfo: its reason is the status's,
// or the code's name where wire/error_reasons.h does not have it. The bytes
// that a strict query is refused for (QueryFaultRange) stand in its metadata as
// `query_begin` and `query_end`. Messages are
// cut to 1,000 bytes (they travel in HTTP/2 headers of 8 KB) and name files of
// the index without their directory.
grpc::Status ToGrpcStatus(const Status& status,
                          const ErrorDetails& details = {});

}  // namespace vigie::wire

#endif  // WIRE_CONVERT_STATUS_H_
