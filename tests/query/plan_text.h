// Plans as short texts, for tables of expectations.
#ifndef VIGIE_TESTS_QUERY_PLAN_TEXT_H_
#define VIGIE_TESTS_QUERY_PLAN_TEXT_H_

#include <string>
#include <string_view>
#include <vector>

#include "entities/dictionary.h"
#include "query/ast.h"
#include "query/plan.h"
#include "query/planner.h"
#include "vigie/search.h"

namespace vigie::query {

// 2026-11-22, a Sunday; and noon of it in Paris.
inline constexpr int32_t kToday = 20'779;
inline const QueryContext kNow = {1'795'345'200};

// A dictionary of a dozen entities, parsed once.
const entities::Dictionary& TestDictionary();

// Best effort with kAnd, kOr; strict with kAnd.
QueryOptions AndOptions();
QueryOptions OrOptions();
QueryOptions StrictOptions();

// E.g. "and(grève,or~(entity[org/broadcom],broadcom),not(prefix[ind]))":
// words by their folded form with @field, phrases as "a b" with +offset where
// it is not the next one, "=" before exact ones, ~ after alternatives. Ranges
// are left out.
std::string PlanText(const PlanNode& node);

// The same with the byte range of every node and every property of terms.
std::string FullPlanText(const PlanNode& node);

// PlanText of the query's plan, or the status as text.
std::string PlanTextOf(std::string_view query, const QueryOptions& options);

// Codes of the best-effort warnings of `query`.
std::vector<std::string> WarningsOf(std::string_view query);

// How the parser understands `query`, printed; its warnings are left out.
std::string Normalized(
    std::string_view query,
    QueryOptions::Operator joiner = QueryOptions::Operator::kAnd);

}  // namespace vigie::query

#endif  // VIGIE_TESTS_QUERY_PLAN_TEXT_H_
