#include "query/diagnostics.h"

#include <algorithm>
#include <utility>

#include "text/character.h"

namespace vigie::query {
namespace {

constexpr size_t kShownBytes = 80;

}  // namespace

const char* WarningCodeName(WarningCode code) {
  switch (code) {
    case WarningCode::kInvalidUtf8:
      return "INVALID_UTF8";
    case WarningCode::kUnbalancedQuote:
      return "UNBALANCED_QUOTE";
    case WarningCode::kUnbalancedParenthesis:
      return "UNBALANCED_PARENTHESIS";
    case WarningCode::kMisplacedOperator:
      return "MISPLACED_OPERATOR";
    case WarningCode::kUnsupportedOperator:
      return "UNSUPPORTED_OPERATOR";
    case WarningCode::kOperatorNumber:
      return "OPERATOR_NUMBER";
    case WarningCode::kPositionalOperand:
      return "POSITIONAL_OPERAND";
    case WarningCode::kUnknownField:
      return "UNKNOWN_FIELD";
    case WarningCode::kMissingValue:
      return "MISSING_VALUE";
    case WarningCode::kEmptyClause:
      return "EMPTY_CLAUSE";
    case WarningCode::kPrefixTooShort:
      return "PREFIX_TOO_SHORT";
    case WarningCode::kMatchesEverything:
      return "MATCHES_EVERYTHING";
    case WarningCode::kInvalidDate:
      return "INVALID_DATE";
    case WarningCode::kReversedDates:
      return "REVERSED_DATES";
    case WarningCode::kUnknownType:
      return "UNKNOWN_TYPE";
    case WarningCode::kUnknownEntity:
      return "UNKNOWN_ENTITY";
  }
  return "UNKNOWN";
}

std::string Excerpt(std::string_view typed) {
  return std::string(text::CutAtCharacter(typed, kShownBytes));
}

void Diagnostics::Add(WarningCode code, ByteRange range, Message message) {
  for (const Entry& entry : entries_) {
    if (entry.code == code && entry.warning.range == range) return;
  }
  if (entries_.size() == kMaxWarnings) {
    ++dropped_;
    return;
  }
  entries_.push_back({code,
                      {WarningCodeName(code), range, std::move(message.french),
                       std::move(message.english)}});
}

Status Diagnostics::FirstRepair() const {
  const Entry* first = nullptr;
  for (const Entry& entry : entries_) {
    if (entry.code == WarningCode::kMatchesEverything) continue;
    if (first == nullptr ||
        entry.warning.range.begin < first->warning.range.begin) {
      first = &entry;
    }
  }
  if (first == nullptr) return OkStatus();
  const ByteRange range = first->warning.range;
  return Status(StatusCode::kInvalidArgument,
                "query bytes [" + std::to_string(range.begin) + ", " +
                    std::to_string(range.end) + "): " + first->warning.code +
                    ": " + first->warning.message_en,
                first->code == WarningCode::kUnknownEntity ? "UNKNOWN_ENTITY"
                                                           : "QUERY_SYNTAX")
      .At(range);
}

std::vector<QueryWarning> Diagnostics::Take() {
  std::vector<QueryWarning> warnings;
  for (Entry& entry : entries_) warnings.push_back(std::move(entry.warning));
  std::stable_sort(warnings.begin(), warnings.end(),
                   [](const QueryWarning& a, const QueryWarning& b) {
                     return a.range.begin < b.range.begin;
                   });
  if (dropped_ > 0) {
    const std::string count = std::to_string(dropped_);
    warnings.push_back({"MORE_WARNINGS", warnings.back().range,
                        count + " autres avertissements ne sont pas listés.",
                        count + " further warnings are not listed."});
  }
  entries_.clear();
  dropped_ = 0;
  return warnings;
}

}  // namespace vigie::query
