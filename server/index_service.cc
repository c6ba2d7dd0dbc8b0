#include "server/index_service.h"

#include <optional>

#include "vigie/version.h"
#include "wire/convert_article.h"

namespace vigie::server {

grpc::Status IndexService::GetStatus(grpc::ServerContext* context,
                                     const v1::GetStatusRequest* request,
                                     v1::GetStatusResponse* response) {
  return runner_->RunLight(
      {"IndexService/GetStatus", context, Check(*request), response},
      [&](const CallControl&) -> CallOutcome {
        const auto snapshot = snapshots_->Current();
        if (!snapshot.ok()) return {snapshot.status()};
        wire::ToProto((*snapshot)->GetStatus(), response->mutable_index());
        response->set_server_version(Version());
        const std::optional<v1::ScrubOutcome> scrub = scrub_->Get();
        if (scrub.has_value()) *response->mutable_scrub() = *scrub;
        return {};
      });
}

}  // namespace vigie::server
