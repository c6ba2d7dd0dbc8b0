// The calls of vigie.v1.SearchService that hand over everything, and those
// that ask again.
#include <chrono>

#include "server/read_after.h"
#include "server/search_service.h"
#include "server/stream_alarm.h"
#include "wire/convert_article.h"
#include "wire/convert_search.h"

namespace vigie::server {
namespace {

CallOutcome Stream(const Snapshot& snapshot,
                   const v1::StreamArticlesRequest& request,
                   const CallControl& control,
                   grpc::ServerWriter<v1::StreamArticlesResponse>* writer) {
  ArticlesRequest asked = wire::FromProto(request);
  asked.control = control;
  v1::StreamArticlesResponse message;
  uint64_t rows = 0;
  const auto send = [&](ArticleRow&& row) {
    message.Clear();
    wire::ToProto(row.article, message.mutable_article());
    message.set_score(row.score);
    message.set_resume_token(row.resume_token);
    if (!writer->Write(message)) return false;
    ++rows;
    return true;
  };
  const Result<ArticlesResult> result = snapshot.StreamArticles(asked, send);
  if (!result.ok()) return {result.status(), rows};
  message.Clear();
  wire::ToProto(*result, message.mutable_summary());
  if (!writer->Write(message)) {
    return {Status(StatusCode::kCancelled, "the reader left"), rows};
  }
  return {OkStatus(), rows};
}

}  // namespace

CallOutcome NotServed(const Status& status, const std::string& token) {
  CallOutcome outcome{status};
  if (status.reason() != "REVISION_EXPIRED") return outcome;
  const Result<std::string> resume = Snapshot::ResumeToken(token);
  if (resume.ok()) outcome.metadata["resume_token"] = *resume;
  return outcome;
}

grpc::Status SearchService::StreamArticles(
    grpc::ServerContext* context, const v1::StreamArticlesRequest* request,
    grpc::ServerWriter<v1::StreamArticlesResponse>* writer) {
  return runner_->RunStream(
      {"SearchService/StreamArticles", context, Check(*request)},
      [&](const Call& call) -> CallOutcome {
        const auto snapshot =
            SnapshotFor(*snapshots_, *request, request->resume_token(), call);
        if (!snapshot.ok()) {
          return NotServed(snapshot.status(), request->resume_token());
        }
        return UnderAlarm(context, call.control, [&] {
          return Stream(**snapshot, *request, call.control, writer);
        });
      });
}

grpc::Status SearchService::Replay(grpc::ServerContext* context,
                                   const v1::ReplayRequest* request,
                                   v1::ReplayResponse* response) {
  return runner_->RunUnary(
      {"SearchService/Replay", context, Check(*request), response},
      [&](const Call& call) -> CallOutcome {
        auto snapshot =
            snapshots_->ForRevision(request->receipt().revision(), call.caller);
        if (!snapshot.ok() && request->at_head()) {
          snapshot = snapshots_->Current(call.caller);
        }
        if (!snapshot.ok()) return {snapshot.status()};
        ReplayRequest asked = wire::FromProto(*request);
        asked.control = call.control;
        const Result<ReplayResult> result = (*snapshot)->Replay(asked);
        if (!result.ok()) return {result.status()};
        wire::ToProto(*result, response);
        return {OkStatus(), result->result.hits.size()};
      });
}

}  // namespace vigie::server
