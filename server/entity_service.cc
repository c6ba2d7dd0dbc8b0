#include "server/entity_service.h"

#include "server/page_ranges.h"
#include "server/read_after.h"
#include "wire/convert_entities.h"

namespace vigie::server {

grpc::Status EntityService::GetEntity(grpc::ServerContext* context,
                                      const v1::GetEntityRequest* request,
                                      v1::GetEntityResponse* response) {
  return runner_->RunUnary(
      {"EntityService/GetEntity", context, Check(*request), response},
      [&](const Call& call) -> CallOutcome {
        const auto snapshot = SnapshotFor(*snapshots_, *request, call);
        if (!snapshot.ok()) return {snapshot.status()};
        const Result<EntityCard> card = (*snapshot)->GetEntity(request->id());
        if (!card.ok()) return {card.status()};
        response->set_revision((*snapshot)->revision());
        wire::ToProto(*card, response->mutable_entity());
        return {OkStatus(), 1};
      });
}

grpc::Status EntityService::SearchEntities(
    grpc::ServerContext* context, const v1::SearchEntitiesRequest* request,
    v1::SearchEntitiesResponse* response) {
  return runner_->RunUnary(
      {"EntityService/SearchEntities", context, Check(*request), response},
      [&](const Call& call) -> CallOutcome {
        const auto snapshot = SnapshotFor(*snapshots_, *request, call);
        if (!snapshot.ok()) return {snapshot.status()};
        EntitySearchRequest asked = wire::FromProto(*request);
        asked.control = call.control;
        const Result<EntitySearchResult> result =
            (*snapshot)->SearchEntities(asked);
        if (!result.ok()) return {result.status()};
        wire::ToProto(*result, response);
        return {OkStatus(), result->entities.size()};
      });
}

grpc::Status EntityService::ListEntities(grpc::ServerContext* context,
                                         const v1::ListEntitiesRequest* request,
                                         v1::ListEntitiesResponse* response) {
  return runner_->RunUnary(
      {"EntityService/ListEntities", context, Check(*request), response},
      [&](const Call& call) -> CallOutcome {
        const auto snapshot = SnapshotFor(*snapshots_, *request, call);
        if (!snapshot.ok()) return {snapshot.status()};
        EntityListRequest asked = wire::FromProto(*request);
        asked.control = call.control;
        const Result<EntityListResult> result =
            (*snapshot)->ListEntities(asked);
        if (!result.ok()) return {result.status()};
        wire::ToProto(*result, response);
        return {OkStatus(), result->entities.size()};
      });
}

grpc::Status EntityService::ListRelatedEntities(
    grpc::ServerContext* context, const v1::ListRelatedEntitiesRequest* request,
    v1::ListRelatedEntitiesResponse* response) {
  return runner_->RunUnary(
      {"EntityService/ListRelatedEntities", context, Check(*request), response},
      [&](const Call& call) -> CallOutcome {
        const auto snapshot = SnapshotFor(*snapshots_, *request, call);
        if (!snapshot.ok()) return {snapshot.status()};
        const Result<EntityCard> card = (*snapshot)->GetEntity(request->id());
        if (!card.ok()) return {card.status()};
        RelatedRequest asked = wire::FromProto(*request);
        asked.control = call.control;
        const Result<RelatedResult> result = (*snapshot)->Related(asked);
        if (!result.ok()) return {result.status()};
        wire::ToProto(*result, response);
        PageRanges ranges(**snapshot, request->range_unit());
        return {ranges.Convert(response->mutable_entities()),
                result->entities.size()};
      });
}

}  // namespace vigie::server
