// Articles on what one article is about.
#ifndef VIGIE_MATCH_ANSWER_SIMILAR_H_
#define VIGIE_MATCH_ANSWER_SIMILAR_H_

#include "match/corpus.h"
#include "vigie/exploration.h"
#include "vigie/status.h"

namespace vigie::match {

// As Snapshot::Similar.
Result<SimilarResult> AnswerSimilar(const Corpus& corpus,
                                    const SimilarRequest& request);

}  // namespace vigie::match

#endif  // VIGIE_MATCH_ANSWER_SIMILAR_H_
