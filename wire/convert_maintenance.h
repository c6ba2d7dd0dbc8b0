// What looking after an index reports, from the library to the wire. Each
// ToProto fills an empty message. Thread-safe.
#ifndef WIRE_CONVERT_MAINTENANCE_H_
#define WIRE_CONVERT_MAINTENANCE_H_

#include "vigie/index_writer.h"
#include "vigie/live_writer.h"
#include "vigie/maintenance.h"
#include "vigie/v1/article_service.pb.h"
#include "vigie/v1/index_service.pb.h"

namespace vigie::wire {

// `ingest_streams` is the server's to say.
void ToProto(const LiveStatus& from, v1::WriterStatus* to);
// Backups are named without the folders that they lie in.
void ToProto(const EraseReport& from, v1::EraseArticleResponse* to);
void ToProto(const VerifyReport& from, v1::VerifyIndexResponse* to);
void ToProto(const BackupReport& from, v1::BackupIndexResponse* to);

}  // namespace vigie::wire

#endif  // WIRE_CONVERT_MAINTENANCE_H_
