// Entities that hits mention more than other articles do.
#ifndef VIGIE_MATCH_ANSWER_RELATED_H_
#define VIGIE_MATCH_ANSWER_RELATED_H_

#include "match/corpus.h"
#include "vigie/exploration.h"
#include "vigie/status.h"

namespace vigie::match {

// As Snapshot::Related.
Result<RelatedResult> AnswerRelated(const Corpus& corpus,
                                    const RelatedRequest& request);

}  // namespace vigie::match

#endif  // VIGIE_MATCH_ANSWER_RELATED_H_
