// Operands of the operators that ask where words stand or how often.
#ifndef VIGIE_QUERY_POSITIONAL_H_
#define VIGIE_QUERY_POSITIONAL_H_

#include <optional>

#include "query/plan.h"

namespace vigie::query {

// `node` as an operand that has places in an article, or nullopt when it has
// none: a date, a source, a conjunction. Readings without a place are left out
// where others have one. kNone stays kNone.
std::optional<PlanNode> Placed(PlanNode node);

}  // namespace vigie::query

#endif  // VIGIE_QUERY_POSITIONAL_H_
