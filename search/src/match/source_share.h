// All articles of the sources that a request is confined to.
#ifndef VIGIE_MATCH_SOURCE_SHARE_H_
#define VIGIE_MATCH_SOURCE_SHARE_H_

#include <functional>
#include <optional>

#include "match/call_poll.h"
#include "match/corpus.h"
#include "match/selection.h"
#include "query/plan.h"
#include "vigie/status.h"

namespace vigie::match {

struct SourceScope {
  const Corpus& corpus;
  const query::PlanNode& root;
  const Selections& selections;
  const CallControl& control;
};

// The clauses about sources alone that every hit of a plan fulfils; none when
// it has no such.
std::optional<query::PlanNode> SourceClauses(const query::PlanNode& root);

// Calls `take` with every live article that fulfils SourceClauses and passes
// the selections of the sources. Errors as Executor::Run.
Status VisitSameSources(const SourceScope& scope, CallPoll* poll,
                        const std::function<void(DocRef)>& take);

}  // namespace vigie::match

#endif  // VIGIE_MATCH_SOURCE_SHARE_H_
