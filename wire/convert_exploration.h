// Timelines, related entities, comparisons, similar articles and suggestions:
// requests to the library, answers to the wire. CallControl stays empty, as in
// convert_search.h. Thread-safe.
#ifndef WIRE_CONVERT_EXPLORATION_H_
#define WIRE_CONVERT_EXPLORATION_H_

#include "vigie/exploration.h"
#include "vigie/v1/exploration.pb.h"
#include "vigie/v1/suggestion.pb.h"

namespace vigie::wire {

TimelineRequest FromProto(const v1::TimelineRequest& from);
RelatedRequest FromProto(const v1::RelatedRequest& from);
CompareRequest FromProto(const v1::CompareRequest& from);
SimilarRequest FromProto(const v1::SimilarRequest& from);
SuggestRequest FromProto(const v1::SuggestRequest& from);

void ToProto(const TimelineResult& from, v1::TimelineResponse* to);
void ToProto(const RelatedResult& from, v1::RelatedResponse* to);
void ToProto(const CompareResult& from, v1::CompareResponse* to);
void ToProto(const SimilarResult& from, v1::SimilarResponse* to);
void ToProto(const SuggestResult& from, v1::SuggestResponse* to);

}  // namespace vigie::wire

#endif  // WIRE_CONVERT_EXPLORATION_H_
