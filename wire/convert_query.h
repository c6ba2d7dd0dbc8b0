// Query options, what a query was understood to ask, and what to ask instead.
// Thread-safe.
#ifndef WIRE_CONVERT_QUERY_H_
#define WIRE_CONVERT_QUERY_H_

#include "vigie/search.h"
#include "vigie/v1/diagnosis.pb.h"
#include "vigie/v1/query.pb.h"

namespace vigie::wire {

QueryOptions FromProto(const v1::QueryOptions& from);
void ToProto(const QueryUnderstanding& from, v1::QueryUnderstanding* to);
void ToProto(const QuerySuggestion& from, v1::QuerySuggestion* to);
void ToProto(const ClauseDiagnosis& from, v1::ClauseDiagnosis* to);

}  // namespace vigie::wire

#endif  // WIRE_CONVERT_QUERY_H_
