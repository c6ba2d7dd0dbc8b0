// Query options and what a query was understood to ask. Thread-safe.
#ifndef WIRE_CONVERT_QUERY_H_
#define WIRE_CONVERT_QUERY_H_

#include "vigie/search.h"
#include "vigie/v1/query.pb.h"

namespace vigie::wire {

QueryOptions FromProto(const v1::QueryOptions& from);
void ToProto(const QueryUnderstanding& from, v1::QueryUnderstanding* to);

}  // namespace vigie::wire

#endif  // WIRE_CONVERT_QUERY_H_
