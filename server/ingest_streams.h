// The calls of ArticleService.Ingest that are open.
#ifndef SERVER_INGEST_STREAMS_H_
#define SERVER_INGEST_STREAMS_H_

#include <chrono>
#include <cstdint>
#include <list>
#include <memory>
#include <mutex>

#include "server/call_gate.h"
#include "server/ingest_stream.h"
#include "server/snapshot_holder.h"
#include "server/write_side.h"

namespace vigie::server {

// Thread-safe.
class IngestStreams {
 public:
  // All must outlive the streams.
  IngestStreams(const IngestLimits& limits, WriteSide* writes,
                const SnapshotHolder* snapshots, const CallGate& gate)
      : limits_(limits), writes_(writes), snapshots_(snapshots), gate_(gate) {}
  // REQUIRES that gRPC has let go of every call, or is about to.
  ~IngestStreams();

  // Serves a call, or ends it: as Access::Admit; FAILED_PRECONDITION
  // (WRITES_DISABLED), RESOURCE_EXHAUSTED (INGEST_STREAMS, or as
  // ClientBudgets::Take), UNAVAILABLE (SHUTTING_DOWN).
  grpc::ServerBidiReactor<v1::IngestRequest, v1::IngestResponse>* Start(
      grpc::CallbackServerContext* context);

  // Ends every stream once it has answered what it has read; waits for them, or
  // for `grace`. Further ones are refused.
  void Drain(std::chrono::milliseconds grace);

  uint32_t open() const;

 private:
  Status Refusal(const Result<Caller>& caller) const;
  void DropEnded();

  const IngestLimits limits_;
  WriteSide* const writes_;
  const SnapshotHolder* const snapshots_;
  const CallGate gate_;
  mutable std::mutex mutex_;
  std::list<std::unique_ptr<IngestStream>> streams_;  // guarded by mutex_
  bool draining_ = false;                             // guarded by mutex_
};

}  // namespace vigie::server

#endif  // SERVER_INGEST_STREAMS_H_
