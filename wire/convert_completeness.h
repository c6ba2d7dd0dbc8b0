// Completeness reports between library and wire. ToProto fills an empty
// message. Thread-safe.
#ifndef WIRE_CONVERT_COMPLETENESS_H_
#define WIRE_CONVERT_COMPLETENESS_H_

#include "vigie/completeness.h"
#include "vigie/v1/search_service.pb.h"

namespace vigie::wire {

CompletenessRequest FromProto(const v1::ReportCompletenessRequest& from);
void ToProto(const CompletenessReport& from,
             v1::ReportCompletenessResponse* to);

}  // namespace vigie::wire

#endif  // WIRE_CONVERT_COMPLETENESS_H_
