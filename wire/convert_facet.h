// Facet requests, selections and counts. Thread-safe.
#ifndef WIRE_CONVERT_FACET_H_
#define WIRE_CONVERT_FACET_H_

#include "vigie/search.h"
#include "vigie/v1/facet.pb.h"

namespace vigie::wire {

// kUnspecified for a dimension that this version does not know.
FacetKey FromProto(const v1::FacetKey& from);
void ToProto(const FacetKey& from, v1::FacetKey* to);
FacetSelection FromProto(const v1::FacetSelection& from);
FacetRequest FromProto(const v1::FacetRequest& from);
void ToProto(const Facet& from, v1::Facet* to);

}  // namespace vigie::wire

#endif  // WIRE_CONVERT_FACET_H_
