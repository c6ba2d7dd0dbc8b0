#include "wire/error_reasons.h"

#include <algorithm>

namespace vigie::wire {

const std::vector<ErrorReason>& ErrorReasons() {
  using Code = StatusCode;
  static const std::vector<ErrorReason> kReasons = {
      {"ANALYZER_VERSION", {Code::kFailedPrecondition}},
      {"ARTICLE_NOT_FOUND", {Code::kNotFound}},
      {"ASSOCIATION", {Code::kInvalidArgument}},
      {"BACKUPS_DISABLED", {Code::kFailedPrecondition}},
      {"BACKUP_EXISTS", {Code::kAlreadyExists}},
      {"CLIENT_CALLS", {Code::kResourceExhausted}},
      {"CLIENT_RATE", {Code::kResourceExhausted}},
      {"CLIENT_SEQUENCE", {Code::kInvalidArgument}},
      {"CLIENT_WRITES", {Code::kResourceExhausted}},
      {"COMPARE_KEYS", {Code::kInvalidArgument}},
      {"DEADLINE_EXCEEDED", {Code::kDeadlineExceeded}},
      {"DICTIONARY", {Code::kFailedPrecondition}},
      {"DICTIONARY_COMPILED", {Code::kInvalidArgument}},
      {"DICTIONARY_DAMAGED", {Code::kDataLoss}},
      {"DICTIONARY_SYNTAX", {Code::kInvalidArgument}},
      {"DICTIONARY_VERSION", {Code::kFailedPrecondition}},
      {"DISK_FULL", {Code::kResourceExhausted}},
      {"ENTITY_NOT_FOUND", {Code::kNotFound}},
      {"FACET_KEY", {Code::kInvalidArgument}},
      {"FACET_MATCHING", {Code::kInvalidArgument}},
      {"FIELD_INVALID", {Code::kInvalidArgument}},
      {"FORMAT_VERSION", {Code::kFailedPrecondition}},
      {"FRESHNESS", {Code::kInvalidArgument}},
      {"INDEX_LOCKED", {Code::kFailedPrecondition}},
      {"INDEX_NOT_FOUND", {Code::kNotFound}},
      {"INDEX_NOT_READY", {Code::kUnavailable}},
      {"INDEX_OPTIONS", {Code::kFailedPrecondition, Code::kInvalidArgument}},
      {"INGEST_AGE", {Code::kUnavailable}},
      {"INGEST_IDLE", {Code::kDeadlineExceeded}},
      {"INGEST_STREAMS", {Code::kResourceExhausted}},
      {"INTERNAL", {Code::kInternal}},
      {"INVALID_ARTICLE", {Code::kInvalidArgument}},
      {"JOURNAL_FAILED", {Code::kUnavailable}},
      {"JSON", {Code::kInvalidArgument}},
      {"NOT_AN_INDEX", {Code::kFailedPrecondition}},
      {"NOT_EMPTY", {Code::kAlreadyExists}},
      {"NOT_VISIBLE", {Code::kDeadlineExceeded, Code::kUnavailable}},
      {"OVERLOADED", {Code::kResourceExhausted}},
      {"PAGE_TOKEN_MISMATCH", {Code::kInvalidArgument}},
      {"PUBLICATION_TIME", {Code::kInvalidArgument}},
      {"QUERY_MEMORY", {Code::kResourceExhausted}},
      {"QUERY_SYNTAX", {Code::kInvalidArgument}},
      {"QUERY_TOO_COMPLEX", {Code::kInvalidArgument}},
      {"QUERY_TOO_EXPENSIVE", {Code::kResourceExhausted}},
      {"RECEIPT", {Code::kInvalidArgument}},
      {"REQUEST_TOO_LARGE", {Code::kInvalidArgument}},
      {"RESPONSE_TOO_LARGE", {Code::kResourceExhausted}},
      {"REVISION_EXPIRED", {Code::kFailedPrecondition}},
      {"REVISION_GONE", {Code::kNotFound}},
      {"SCOPE_MISSING", {Code::kPermissionDenied}},
      {"SHUTTING_DOWN", {Code::kUnavailable}},
      {"SORT_ORDER", {Code::kInvalidArgument}},
      {"SOURCE_FORBIDDEN", {Code::kPermissionDenied}},
      {"STALE_VERSION", {Code::kFailedPrecondition}},
      {"SUGGEST_TEXT", {Code::kInvalidArgument}},
      {"TEXT_TOO_LONG", {Code::kInvalidArgument}},
      {"TIMELINE_RANGE", {Code::kInvalidArgument}},
      {"TIMELINE_SERIES", {Code::kInvalidArgument}},
      {"TIMELINE_STEP", {Code::kInvalidArgument}},
      {"TIMELINE_TOO_LONG", {Code::kInvalidArgument}},
      {"TOKEN_INVALID", {Code::kUnauthenticated}},
      {"TOKEN_MISSING", {Code::kUnauthenticated}},
      {"TOO_MANY_FACETS", {Code::kInvalidArgument}},
      {"TOO_MANY_SELECTIONS", {Code::kInvalidArgument}},
      {"UNKNOWN_ENTITY", {Code::kInvalidArgument}},
      {"WRITES_DISABLED", {Code::kFailedPrecondition}},
  };
  return kReasons;
}

bool IsErrorReason(std::string_view name) {
  const std::vector<ErrorReason>& reasons = ErrorReasons();
  const auto found =
      std::lower_bound(reasons.begin(), reasons.end(), name,
                       [](const ErrorReason& reason, std::string_view wanted) {
                         return reason.name < wanted;
                       });
  return found != reasons.end() && found->name == name;
}

}  // namespace vigie::wire
