#include "wire/convert_status.h"

#include <algorithm>
#include <string_view>

#include "google/rpc/error_details.pb.h"
#include "vigie/query_fault.h"
#include "wire/error_reasons.h"

namespace vigie::wire {
namespace {

constexpr size_t kMessageBytes = 1'000;
constexpr size_t kDescriptionBytes = 200;
constexpr size_t kViolations = 8;

static_assert(static_cast<int>(StatusCode::kInvalidArgument) ==
              grpc::StatusCode::INVALID_ARGUMENT);
static_assert(static_cast<int>(StatusCode::kDataLoss) ==
              grpc::StatusCode::DATA_LOSS);

// The longest prefix of at most `limit` bytes that splits no code point.
std::string Cut(std::string_view text, size_t limit) {
  if (text.size() <= limit) return std::string(text);
  size_t size = limit;
  while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) {
    --size;
  }
  return std::string(text.substr(0, size));
}

// Keeps of every path in `message` its last component: where the index lies is
// the operator's business.
std::string WithoutDirectories(std::string_view message) {
  constexpr std::string_view kEnds = " \t\n\"'`,;()[]<>=";
  std::string kept;
  size_t begin = 0;
  while (begin < message.size()) {
    const size_t end =
        std::min(message.find_first_of(kEnds, begin), message.size());
    std::string_view word = message.substr(begin, end - begin);
    const size_t last = word.find_last_not_of('/');
    const size_t slash = word.substr(0, last + 1).rfind('/');
    if (last != std::string_view::npos && slash != std::string_view::npos) {
      word = word.substr(slash + 1);
    }
    kept += word;
    if (end < message.size()) kept += message[end];
    begin = end + 1;
  }
  return kept;
}

// Codes whose messages speak of files rather than of the request.
bool NamesFiles(StatusCode code) {
  return code == StatusCode::kDataLoss || code == StatusCode::kInternal ||
         code == StatusCode::kUnknown || code == StatusCode::kUnavailable ||
         code == StatusCode::kFailedPrecondition;
}

template <typename Detail>
void Add(const Detail& detail, google::rpc::Status* to) {
  to->add_details()->PackFrom(detail);
}

void AddDetails(const Status& status, const ErrorDetails& details,
                google::rpc::Status* to) {
  google::rpc::ErrorInfo info;
  info.set_reason(IsErrorReason(status.reason())
                      ? status.reason()
                      : std::string(StatusCodeName(status.code())));
  info.set_domain(kErrorDomain);
  for (const auto& [key, value] : details.metadata) {
    (*info.mutable_metadata())[key] = Cut(value, kDescriptionBytes);
  }
  if (const auto range = QueryFaultRange(status)) {
    (*info.mutable_metadata())["query_begin"] = std::to_string(range->begin);
    (*info.mutable_metadata())["query_end"] = std::to_string(range->end);
  }
  Add(info, to);
  if (!details.violations.empty()) {
    google::rpc::BadRequest bad;
    for (const FieldViolation& violation : details.violations) {
      if (bad.field_violations_size() == kViolations) break;
      auto* added = bad.add_field_violations();
      added->set_field(Cut(violation.field, kDescriptionBytes));
      added->set_description(Cut(violation.description, kDescriptionBytes));
    }
    Add(bad, to);
  }
  if (details.retry_after) {
    google::rpc::RetryInfo retry;
    const auto millis = details.retry_after->count();
    retry.mutable_retry_delay()->set_seconds(millis / 1000);
    retry.mutable_retry_delay()->set_nanos(
        static_cast<int32_t>(millis % 1000 * 1'000'000));
    Add(retry, to);
  }
}

}  // namespace

google::rpc::Status ToRpcStatus(const Status& status,
                                const ErrorDetails& details) {
  google::rpc::Status wire;
  wire.set_code(static_cast<int>(status.code()));
  wire.set_message(Cut(NamesFiles(status.code())
                           ? WithoutDirectories(status.message())
                           : status.message(),
                       kMessageBytes));
  AddDetails(status, details, &wire);
  return wire;
}

Status FromRpcStatus(const google::rpc::Status& from) {
  if (from.code() == 0) return OkStatus();
  google::rpc::ErrorInfo info;
  for (const google::protobuf::Any& detail : from.details()) {
    if (detail.UnpackTo(&info)) break;
  }
  return Status(static_cast<StatusCode>(from.code()), from.message(),
                info.reason());
}

grpc::Status ToGrpcStatus(const Status& status, const ErrorDetails& details) {
  if (status.ok()) return grpc::Status::OK;
  const google::rpc::Status wire = ToRpcStatus(status, details);
  return grpc::Status(static_cast<grpc::StatusCode>(wire.code()),
                      wire.message(), wire.SerializeAsString());
}

}  // namespace vigie::wire
