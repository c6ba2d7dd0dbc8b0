// Query string -> syntax tree.
//
//   or     = and { OU and }
//   and    = run { ET run }
//   run    = clause { clause }      joined by the default operator; a negated
//                                   clause takes away from the others
//   clause = { SAUF | - } { field: | ATLEAST/n | FIRST/n } near
//   near   = part { ( NEAR/n | ADJ/n | SAME-S | SAME-P ) { field: } part }
//   part   = ( word | quoted | prefix* | * | "(" or ")" ) [ >=n ]
//
// A zone (titre:) governs the whole of `near`, a field that takes a value
// (entité:) the one part that follows it. Consecutive bare words of one run
// make one kWords leaf.
#ifndef VIGIE_QUERY_PARSER_H_
#define VIGIE_QUERY_PARSER_H_

#include <string_view>

#include "query/ast.h"
#include "query/diagnostics.h"
#include "vigie/search.h"
#include "vigie/status.h"

namespace vigie::query {

// REQUIRES valid UTF-8. `today`: the day, since 1970-01-01, that words such as
// "hier" count from; the tree holds days alone. Repairs and warns whatever the
// mode; the only error is INVALID_ARGUMENT, reason QUERY_TOO_COMPLEX:
// parentheses nest beyond QueryLimits::kDepth, as typed or as printed back.
Result<AstNode> Parse(std::string_view query, QueryOptions::Operator joiner,
                      int32_t today, Diagnostics& diagnostics);

}  // namespace vigie::query

#endif  // VIGIE_QUERY_PARSER_H_
