// Explain: why one article is a hit, and how its score is made.
#ifndef VIGIE_MATCH_ANSWER_EXPLAIN_H_
#define VIGIE_MATCH_ANSWER_EXPLAIN_H_

#include "match/corpus.h"
#include "vigie/search.h"
#include "vigie/status.h"

namespace vigie::match {

// As Snapshot::Explain. Runs the query once, and once more for each of its
// clauses. Thread-safe.
Result<ExplainResult> AnswerExplain(const Corpus& corpus,
                                    const ExplainRequest& request);

}  // namespace vigie::match

#endif  // VIGIE_MATCH_ANSWER_EXPLAIN_H_
