// Repairs and cuts of one query, gathered while it is read.
#ifndef VIGIE_QUERY_DIAGNOSTICS_H_
#define VIGIE_QUERY_DIAGNOSTICS_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "vigie/search.h"
#include "vigie/status.h"

namespace vigie::query {

// What a query is warned of. A repair is an error in strict mode; a notice
// (kMatchesEverything) never is.
enum class WarningCode {
  kInvalidUtf8,
  kUnbalancedQuote,
  kUnbalancedParenthesis,
  kMisplacedOperator,
  kUnsupportedOperator,
  kOperatorNumber,
  kPositionalOperand,
  kUnknownField,
  kMissingValue,
  kEmptyClause,
  kPrefixTooShort,
  kMatchesEverything,
  kInvalidDate,
  kReversedDates,
  kUnknownType,
  kUnknownEntity,
};

// "UNBALANCED_QUOTE", ...: stable, what QueryWarning::code carries.
const char* WarningCodeName(WarningCode code);

// One message in the two languages of the product.
struct Message {
  std::string french;
  std::string english;
};

// What was typed, cut at a character to 80 bytes, to stand in a message.
std::string Excerpt(std::string_view typed);

// Not thread-safe: belongs to the planning of one query.
class Diagnostics {
 public:
  // Warnings kept in detail; what comes beyond is counted in one last warning.
  static constexpr size_t kMaxWarnings = 50;

  // Says nothing twice of the same code and range.
  void Add(WarningCode code, ByteRange range, Message message);

  // The first repair in reading order as INVALID_ARGUMENT: reason
  // UNKNOWN_ENTITY for an unknown name, else QUERY_SYNTAX. OK when none.
  Status FirstRepair() const;

  // In reading order.
  std::vector<QueryWarning> Take();

 private:
  struct Entry {
    WarningCode code;
    QueryWarning warning;
  };
  std::vector<Entry> entries_;
  size_t dropped_ = 0;
};

}  // namespace vigie::query

#endif  // VIGIE_QUERY_DIAGNOSTICS_H_
