// vigie.v1.IndexService over the snapshot in service and the writer.
// Thread-safe.
#ifndef SERVER_INDEX_SERVICE_H_
#define SERVER_INDEX_SERVICE_H_

#include <string>

#include "server/call_runner.h"
#include "server/ingest_streams.h"
#include "server/scrub_record.h"
#include "server/snapshot_holder.h"
#include "server/write_side.h"
#include "vigie/v1/index_service.grpc.pb.h"

namespace vigie::server {

class IndexService final : public v1::IndexService::Service {
 public:
  // All must outlive the service.
  struct Parts {
    std::string directory;  // of the index
    std::string backups;    // folder; empty: no backups
    const SnapshotHolder* snapshots;
    const ScrubRecord* scrub;
    const IngestStreams* ingest;
    WriteSide* writes;
    CallRunner* runner;
  };
  explicit IndexService(const Parts& parts) : parts_(parts) {}

  grpc::Status GetStatus(grpc::ServerContext* context,
                         const v1::GetStatusRequest* request,
                         v1::GetStatusResponse* response) override;
  grpc::Status PublishIndex(grpc::ServerContext* context,
                            const v1::PublishIndexRequest* request,
                            v1::PublishIndexResponse* response) override;
  grpc::Status CompactIndex(grpc::ServerContext* context,
                            const v1::CompactIndexRequest* request,
                            v1::CompactIndexResponse* response) override;
  grpc::Status VerifyIndex(grpc::ServerContext* context,
                           const v1::VerifyIndexRequest* request,
                           v1::VerifyIndexResponse* response) override;
  grpc::Status BackupIndex(grpc::ServerContext* context,
                           const v1::BackupIndexRequest* request,
                           v1::BackupIndexResponse* response) override;
  grpc::Status ReloadDictionary(
      grpc::ServerContext* context, const v1::ReloadDictionaryRequest* request,
      v1::ReloadDictionaryResponse* response) override;

 private:
  const Parts parts_;
};

}  // namespace vigie::server

#endif  // SERVER_INDEX_SERVICE_H_
