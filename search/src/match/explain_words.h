// A plan's nodes and their matches in plain words.
#ifndef VIGIE_MATCH_EXPLAIN_WORDS_H_
#define VIGIE_MATCH_EXPLAIN_WORDS_H_

#include <string>
#include <string_view>
#include <vector>

#include "query/plan.h"
#include "vigie/search.h"

namespace vigie::match {

// The clauses that a reader sees: the members of a conjunction or of a
// disjunction, else the whole. Views into `root`.
std::vector<const query::PlanNode*> TopClauses(const query::PlanNode& root);

// What stands at `range` of `query`.
std::string TextAt(std::string_view query, ByteRange range);

// What a clause was understood to be, e.g. "stem puce", "not source le monde".
// `query` is the whole query string.
std::string DescribeReading(const query::PlanNode& node,
                            std::string_view query);

// Fills both messages from the other fields.
void PutInWords(const query::PlanNode& node, ExplainClause* clause);

}  // namespace vigie::match

#endif  // VIGIE_MATCH_EXPLAIN_WORDS_H_
