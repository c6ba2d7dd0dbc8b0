// The numbers that metrics tell beside those of calls.
#ifndef SERVER_SERVICE_GAUGES_H_
#define SERVER_SERVICE_GAUGES_H_

#include <vector>

#include "server/ingest_streams.h"
#include "server/metrics.h"
#include "server/snapshot_holder.h"
#include "server/write_side.h"

namespace vigie::server {

// Of the revision in service, of the writer where there is one, of caches and
// of this build. O(segments).
std::vector<Gauge> ReadServiceGauges(const SnapshotHolder& snapshots,
                                     const IngestStreams& ingest,
                                     WriteSide* writes);

}  // namespace vigie::server

#endif  // SERVER_SERVICE_GAUGES_H_
