// What sets the hits of two queries apart.
#ifndef VIGIE_MATCH_ANSWER_COMPARE_H_
#define VIGIE_MATCH_ANSWER_COMPARE_H_

#include "match/corpus.h"
#include "vigie/exploration.h"
#include "vigie/status.h"

namespace vigie::match {

// As Snapshot::Compare.
Result<CompareResult> AnswerCompare(const Corpus& corpus,
                                    const CompareRequest& request);

}  // namespace vigie::match

#endif  // VIGIE_MATCH_ANSWER_COMPARE_H_
