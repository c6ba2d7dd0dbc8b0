// Hits over time.
#ifndef VIGIE_MATCH_ANSWER_TIMELINE_H_
#define VIGIE_MATCH_ANSWER_TIMELINE_H_

#include "match/corpus.h"
#include "vigie/exploration.h"
#include "vigie/status.h"

namespace vigie::match {

// As Snapshot::Timeline.
Result<TimelineResult> AnswerTimeline(const Corpus& corpus,
                                      const TimelineRequest& request);

}  // namespace vigie::match

#endif  // VIGIE_MATCH_ANSWER_TIMELINE_H_
