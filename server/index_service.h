// vigie.v1.IndexService over the snapshot in service. Thread-safe.
#ifndef SERVER_INDEX_SERVICE_H_
#define SERVER_INDEX_SERVICE_H_

#include "server/call_runner.h"
#include "server/scrub_record.h"
#include "server/snapshot_holder.h"
#include "vigie/v1/index_service.grpc.pb.h"

namespace vigie::server {

class IndexService final : public v1::IndexService::Service {
 public:
  // All must outlive the service.
  IndexService(const SnapshotHolder* snapshots, const ScrubRecord* scrub,
               CallRunner* runner)
      : snapshots_(snapshots), scrub_(scrub), runner_(runner) {}

  grpc::Status GetStatus(grpc::ServerContext* context,
                         const v1::GetStatusRequest* request,
                         v1::GetStatusResponse* response) override;

 private:
  const SnapshotHolder* const snapshots_;
  const ScrubRecord* const scrub_;
  CallRunner* const runner_;
};

}  // namespace vigie::server

#endif  // SERVER_INDEX_SERVICE_H_
