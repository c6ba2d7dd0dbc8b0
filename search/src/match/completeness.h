// What nearly was a mention of an entity.
#ifndef VIGIE_MATCH_COMPLETENESS_H_
#define VIGIE_MATCH_COMPLETENESS_H_

#include "entities/recognizer.h"
#include "match/corpus.h"
#include "vigie/completeness.h"
#include "vigie/status.h"

namespace vigie::match {

// As Snapshot::ReportCompleteness. Thread-safe.
Result<CompletenessReport> ReportCompleteness(
    const Corpus& corpus, const entities::Recognizer& recognizer,
    const CompletenessRequest& request);

}  // namespace vigie::match

#endif  // VIGIE_MATCH_COMPLETENESS_H_
