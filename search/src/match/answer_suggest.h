// What somebody may mean who has typed so much.
#ifndef VIGIE_MATCH_ANSWER_SUGGEST_H_
#define VIGIE_MATCH_ANSWER_SUGGEST_H_

#include "match/corpus.h"
#include "vigie/exploration.h"
#include "vigie/status.h"

namespace vigie::match {

// As Snapshot::Suggest.
Result<SuggestResult> AnswerSuggest(const Corpus& corpus,
                                    const SuggestRequest& request);

}  // namespace vigie::match

#endif  // VIGIE_MATCH_ANSWER_SUGGEST_H_
