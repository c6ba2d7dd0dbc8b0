#include "server/index_service.h"

#include <optional>

#include "vigie/maintenance.h"
#include "vigie/version.h"
#include "wire/convert_article.h"
#include "wire/convert_maintenance.h"

namespace vigie::server {
namespace {

// Waits until the revision is in service; sets it in `response`.
template <typename Response>
CallOutcome Show(const SnapshotHolder& snapshots, uint64_t revision,
                 const CallControl& control, Response* response) {
  Status shown =
      snapshots.Await({0, revision}, control, SnapshotHolder::Waiter::kWriter);
  response->set_revision(snapshots.visible().revision);
  return {shown};
}

// Publishes, after `before`, and waits until that is in service.
template <typename Response>
CallOutcome PublishAfter(const std::function<Status(LiveWriter*)>& before,
                         WriteSide* writes, const SnapshotHolder& snapshots,
                         const CallControl& control, Response* response) {
  uint64_t revision = 0;
  Status used = writes->Use([&](LiveWriter* writer) {
    Status done = before(writer);
    if (!done.ok()) return done;
    const Result<uint64_t> published = writer->Publish();
    if (published.ok()) revision = *published;
    return published.status();
  });
  if (!used.ok()) return {used};
  return Show(snapshots, revision, control, response);
}

void AddPinned(const SnapshotHolder& snapshots,
               v1::GetStatusResponse* response) {
  const SnapshotHolder::Pinned pinned = snapshots.pinned();
  v1::PinnedRevisions* to = response->mutable_pinned();
  to->set_revisions(pinned.revisions);
  to->set_bytes(pinned.bytes);
  to->set_cap_bytes(pinned.cap_bytes);
}

}  // namespace

grpc::Status IndexService::GetStatus(grpc::ServerContext* context,
                                     const v1::GetStatusRequest* request,
                                     v1::GetStatusResponse* response) {
  return parts_.runner->RunLight(
      {"IndexService/GetStatus", context, Check(*request), response},
      [&](const Call& call) -> CallOutcome {
        const auto snapshot = parts_.snapshots->Current(call.caller);
        if (!snapshot.ok()) return {snapshot.status()};
        wire::ToProto((*snapshot)->GetStatus(), response->mutable_index());
        response->set_server_version(Version());
        const std::optional<v1::ScrubOutcome> scrub = parts_.scrub->Get();
        if (scrub.has_value()) *response->mutable_scrub() = *scrub;
        if (call.caller.sources) return {};
        AddPinned(*parts_.snapshots, response);
        if (!parts_.writes->enabled()) return {};
        Status used = parts_.writes->Use([&](LiveWriter* writer) {
          wire::ToProto(writer->GetStatus(), response->mutable_writer());
          return OkStatus();
        });
        response->mutable_writer()->set_ingest_streams(parts_.ingest->open());
        return {used};
      });
}

grpc::Status IndexService::PublishIndex(grpc::ServerContext* context,
                                        const v1::PublishIndexRequest*,
                                        v1::PublishIndexResponse* response) {
  return parts_.runner->RunWrite(
      {"IndexService/PublishIndex", context, {}, response},
      [&](const Call& call) {
        return PublishAfter([](LiveWriter*) { return OkStatus(); },
                            parts_.writes, *parts_.snapshots, call.control,
                            response);
      });
}

grpc::Status IndexService::CompactIndex(grpc::ServerContext* context,
                                        const v1::CompactIndexRequest*,
                                        v1::CompactIndexResponse* response) {
  return parts_.runner->RunWrite(
      {"IndexService/CompactIndex", context, {}, response},
      [&](const Call& call) {
        return PublishAfter(
            [](LiveWriter* writer) { return writer->Compact(); }, parts_.writes,
            *parts_.snapshots, call.control, response);
      });
}

grpc::Status IndexService::VerifyIndex(grpc::ServerContext* context,
                                       const v1::VerifyIndexRequest*,
                                       v1::VerifyIndexResponse* response) {
  return parts_.runner->RunWrite(
      {"IndexService/VerifyIndex", context, {}, response},
      [&](const Call&) -> CallOutcome {
        const Result<VerifyReport> report =
            vigie::VerifyIndex(parts_.directory, {});
        if (!report.ok()) return {report.status()};
        wire::ToProto(*report, response);
        return {OkStatus(), report->faults.size()};
      });
}

grpc::Status IndexService::BackupIndex(grpc::ServerContext* context,
                                       const v1::BackupIndexRequest* request,
                                       v1::BackupIndexResponse* response) {
  return parts_.runner->RunWrite(
      {"IndexService/BackupIndex", context, Check(*request), response},
      [&](const Call&) -> CallOutcome {
        if (parts_.backups.empty()) {
          return {Status(StatusCode::kFailedPrecondition,
                         "this server makes no backups; start it with "
                         "--backups",
                         "BACKUPS_DISABLED")};
        }
        const Result<BackupReport> report = vigie::BackupIndex(
            parts_.directory, parts_.backups + "/" + request->name());
        if (report.ok()) {
          wire::ToProto(*report, response);
        } else if (report.status().code() == StatusCode::kAlreadyExists) {
          return {Status(StatusCode::kAlreadyExists,
                         "there is a backup of that name already",
                         "BACKUP_EXISTS")};
        }
        return {report.status(), response->files()};
      });
}

grpc::Status IndexService::ReloadDictionary(
    grpc::ServerContext* context, const v1::ReloadDictionaryRequest*,
    v1::ReloadDictionaryResponse* response) {
  return parts_.runner->RunWrite(
      {"IndexService/ReloadDictionary", context, {}, response},
      [&](const Call& call) -> CallOutcome {
        Status reloaded = parts_.writes->ReloadDictionary();
        if (!reloaded.ok()) return {reloaded};
        CallOutcome outcome =
            PublishAfter([](LiveWriter*) { return OkStatus(); }, parts_.writes,
                         *parts_.snapshots, call.control, response);
        const auto current = parts_.snapshots->Current(call.caller);
        if (current.ok()) {
          response->set_dictionary_version(
              (*current)->GetStatus().dictionary_version);
        }
        return outcome;
      });
}

}  // namespace vigie::server
