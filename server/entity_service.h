// vigie.v1.EntityService over the snapshot in service. Thread-safe.
#ifndef SERVER_ENTITY_SERVICE_H_
#define SERVER_ENTITY_SERVICE_H_

#include "server/call_runner.h"
#include "server/snapshot_holder.h"
#include "vigie/v1/entity_service.grpc.pb.h"

namespace vigie::server {

class EntityService final : public v1::EntityService::Service {
 public:
  // Both must outlive the service.
  EntityService(const SnapshotHolder* snapshots, CallRunner* runner)
      : snapshots_(snapshots), runner_(runner) {}

  grpc::Status GetEntity(grpc::ServerContext* context,
                         const v1::GetEntityRequest* request,
                         v1::GetEntityResponse* response) override;
  grpc::Status SearchEntities(grpc::ServerContext* context,
                              const v1::SearchEntitiesRequest* request,
                              v1::SearchEntitiesResponse* response) override;
  grpc::Status ListEntities(grpc::ServerContext* context,
                            const v1::ListEntitiesRequest* request,
                            v1::ListEntitiesResponse* response) override;
  grpc::Status ListRelatedEntities(
      grpc::ServerContext* context,
      const v1::ListRelatedEntitiesRequest* request,
      v1::ListRelatedEntitiesResponse* response) override;

 private:
  const SnapshotHolder* const snapshots_;
  CallRunner* const runner_;
};

}  // namespace vigie::server

#endif  // SERVER_ENTITY_SERVICE_H_
