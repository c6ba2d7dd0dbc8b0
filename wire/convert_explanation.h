// Explanations of hits: the request to the library, its answer to the wire.
// CallControl stays empty, as in convert_search.h. Thread-safe.
#ifndef WIRE_CONVERT_EXPLANATION_H_
#define WIRE_CONVERT_EXPLANATION_H_

#include "vigie/search.h"
#include "vigie/v1/search_service.pb.h"

namespace vigie::wire {

ExplainRequest FromProto(const v1::ExplainRequest& from);
void ToProto(const ExplainResult& from, v1::ExplainResponse* to);

}  // namespace vigie::wire

#endif  // WIRE_CONVERT_EXPLANATION_H_
