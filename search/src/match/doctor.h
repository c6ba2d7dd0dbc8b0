// Why a query finds nothing, and what to do about it.
#ifndef VIGIE_MATCH_DOCTOR_H_
#define VIGIE_MATCH_DOCTOR_H_

#include <optional>
#include <string_view>
#include <vector>

#include "match/corpus.h"
#include "match/suggestion.h"
#include "query/plan.h"
#include "vigie/search.h"

namespace vigie::match {

struct Diagnosis {
  std::vector<ClauseDiagnosis> clauses;
  // DIAGNOSIS_CUT, when the query has more clauses than are examined.
  std::optional<QueryWarning> cut;
};

// One diagnosis per clause that the query requires or offers, in its order.
// Clauses that find nothing alone are blamed, each with its cause; when all
// find something, the first two that never meet are. A repair is proposed only
// when the whole query, repaired, finds something. What the trials do not
// reach stays kUnspecified. REQUIRES that `root` finds nothing.
Diagnosis Diagnose(const Corpus& corpus, std::string_view query,
                   const query::PlanNode& root, Trials* trials);

}  // namespace vigie::match

#endif  // VIGIE_MATCH_DOCTOR_H_
