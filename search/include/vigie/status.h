// Outcome of an operation. No exception crosses the library's boundary: every
// call that can fail returns a Status or a Result.
#ifndef VIGIE_STATUS_H_
#define VIGIE_STATUS_H_

#include <cassert>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "vigie/byte_range.h"
#include "vigie/export.h"

namespace vigie {

// Numerically equal to google.rpc.Code. Do not renumber.
enum class StatusCode {
  kOk = 0,
  kCancelled = 1,
  kUnknown = 2,
  kInvalidArgument = 3,
  kDeadlineExceeded = 4,
  kNotFound = 5,
  kAlreadyExists = 6,
  kPermissionDenied = 7,
  kResourceExhausted = 8,
  kFailedPrecondition = 9,
  kAborted = 10,
  kOutOfRange = 11,
  kUnimplemented = 12,
  kInternal = 13,
  kUnavailable = 14,
  kDataLoss = 15,
  kUnauthenticated = 16,
};

// The upper-case name of google.rpc.Code, e.g. "DATA_LOSS".
VIGIE_API std::string_view StatusCodeName(StatusCode code);

// A code and, for errors, a message that says what failed, where and what to
// do. `reason` is a stable UPPER_SNAKE_CASE word for programs (it becomes
// google.rpc.ErrorInfo.reason on the wire), or empty. Thread-compatible.
class [[nodiscard]] VIGIE_API Status {
 public:
  Status() = default;  // OK
  Status(StatusCode code, std::string message, std::string reason = "")
      : code_(code), message_(std::move(message)), reason_(std::move(reason)) {}

  bool ok() const { return code_ == StatusCode::kOk; }
  StatusCode code() const { return code_; }
  const std::string& message() const { return message_; }
  const std::string& reason() const { return reason_; }
  // What of the request's query the error is about; absent where it is about
  // something else. See QueryFaultRange.
  const std::optional<ByteRange>& range() const { return range_; }

  // The same error about those bytes of the query.
  Status At(ByteRange range) && {
    range_ = range;
    return std::move(*this);
  }

  // "DATA_LOSS: message", or "OK".
  std::string ToString() const;

 private:
  StatusCode code_ = StatusCode::kOk;
  std::string message_;
  std::string reason_;
  std::optional<ByteRange> range_;
};

inline Status OkStatus() { return Status(); }

// For the rare place that must swallow an error; `why` documents it.
inline void IgnoreError(const Status& /*status*/, const char* /*why*/) {}

// Prints the status and ends the process: a programming error.
[[noreturn]] VIGIE_API void DieOfMissingValue(const Status& status);

// A T or the Status that explains its absence. value() REQUIRES ok(); without
// it the process ends with the status on standard error, in every build.
template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : value_(std::move(value)) {}         // NOLINT
  Result(Status status) : status_(std::move(status)) {  // NOLINT
    assert(!status_.ok());
  }

  bool ok() const { return value_.has_value(); }
  const Status& status() const { return status_; }

  const T& value() const& {
    if (!ok()) DieOfMissingValue(status_);
    return *value_;
  }
  T& value() & {
    if (!ok()) DieOfMissingValue(status_);
    return *value_;
  }
  T&& value() && {
    if (!ok()) DieOfMissingValue(status_);
    return *std::move(value_);
  }
  const T& operator*() const& { return value(); }
  T& operator*() & { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  const T* operator->() const { return &value(); }
  T* operator->() { return &value(); }

 private:
  Status status_;
  std::optional<T> value_;
};

}  // namespace vigie

#endif  // VIGIE_STATUS_H_
