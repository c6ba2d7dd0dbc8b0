// The snapshot that answers a request: late enough for what it must read after.
#ifndef SERVER_READ_AFTER_H_
#define SERVER_READ_AFTER_H_

#include <string>

#include "server/call_runner.h"
#include "server/snapshot_holder.h"
#include "vigie/v1/write.pb.h"

namespace vigie::server {

// Waits until `request.read_after()` is visible; errors as
// SnapshotHolder::Await.
template <typename Request>
Result<SnapshotHolder::Pointer> SnapshotFor(const SnapshotHolder& snapshots,
                                            const Request& request,
                                            const Call& call) {
  if (request.has_read_after()) {
    const v1::ReadAfter& after = request.read_after();
    Status visible =
        snapshots.Await({after.sequence(), after.revision()}, call.control,
                        SnapshotHolder::Waiter::kReader);
    if (!visible.ok()) return visible;
  }
  return snapshots.Current(call.caller);
}

// The same, but for the revision that a page token pins.
template <typename Request>
Result<SnapshotHolder::Pointer> SnapshotFor(const SnapshotHolder& snapshots,
                                            const Request& request,
                                            const std::string& page_token,
                                            const Call& call) {
  return page_token.empty() ? SnapshotFor(snapshots, request, call)
                            : snapshots.ForPageToken(page_token, call.caller);
}

}  // namespace vigie::server

#endif  // SERVER_READ_AFTER_H_
