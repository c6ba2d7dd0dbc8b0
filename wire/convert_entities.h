// Entities between the library and the wire. Each ToProto fills an empty
// message. Thread-safe.
#ifndef WIRE_CONVERT_ENTITIES_H_
#define WIRE_CONVERT_ENTITIES_H_

#include "vigie/entities.h"
#include "vigie/exploration.h"
#include "vigie/v1/entity_service.pb.h"

namespace vigie::wire {

EntitySearchRequest FromProto(const v1::SearchEntitiesRequest& from);
EntityListRequest FromProto(const v1::ListEntitiesRequest& from);
// The query that it stands for.
RelatedRequest FromProto(const v1::ListRelatedEntitiesRequest& from);

void ToProto(const EntityCard& from, v1::Entity* to);
void ToProto(const EntitySearchResult& from, v1::SearchEntitiesResponse* to);
void ToProto(const EntityListResult& from, v1::ListEntitiesResponse* to);
void ToProto(const RelatedResult& from, v1::ListRelatedEntitiesResponse* to);

}  // namespace vigie::wire

#endif  // WIRE_CONVERT_ENTITIES_H_
