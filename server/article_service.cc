#include "server/article_service.h"

#include <utility>

#include "server/ingest_writer.h"
#include "server/read_after.h"
#include "wire/convert_article.h"
#include "wire/convert_maintenance.h"
#include "wire/convert_mention.h"
#include "wire/range_unit.h"

namespace vigie::server {
namespace {

// Articles of one batch, in bytes; stated in article_service.proto.
constexpr size_t kBatchBytes = 3'500'000;

Status FillMentions(const Snapshot& snapshot,
                    const v1::GetArticleRequest& request,
                    v1::GetArticleResponse* response) {
  const Result<std::vector<Mention>> mentions =
      snapshot.GetArticleMentions(request.id());
  if (!mentions.ok()) return mentions.status();
  for (const Mention& mention : *mentions) {
    wire::ToProto(mention, response->add_mentions());
  }
  if (wire::CountsBytes(request.range_unit())) return OkStatus();
  const wire::ArticleRanges ranges(response->article().title(),
                                   response->article().text(),
                                   request.range_unit());
  for (v1::Mention& mention : *response->mutable_mentions()) {
    ranges.Convert(&mention);
  }
  return OkStatus();
}

Status FillBatch(const Snapshot& snapshot,
                 const v1::BatchGetArticlesRequest& request,
                 const CallControl& control,
                 v1::BatchGetArticlesResponse* response) {
  size_t bytes = 0;
  int next = 0;
  for (; next < request.ids_size(); ++next) {
    if (control.cancelled()) {
      return Status(StatusCode::kCancelled, "the caller cancelled the call");
    }
    if (std::chrono::steady_clock::now() >= *control.deadline) {
      return Status(StatusCode::kDeadlineExceeded,
                    "the deadline passed while articles were read");
    }
    const std::string& id = request.ids(next);
    const Result<Article> article = snapshot.GetArticle(id);
    if (article.status().code() == StatusCode::kNotFound) {
      response->add_not_found_ids(id);
      continue;
    }
    if (!article.ok()) return article.status();
    v1::Article converted;
    wire::ToProto(*article, &converted);
    bytes += converted.ByteSizeLong();
    if (bytes > kBatchBytes) break;
    *response->add_articles() = std::move(converted);
  }
  for (; next < request.ids_size(); ++next) {
    response->add_remaining_ids(request.ids(next));
  }
  return OkStatus();
}

}  // namespace

grpc::Status ArticleService::GetArticle(grpc::ServerContext* context,
                                        const v1::GetArticleRequest* request,
                                        v1::GetArticleResponse* response) {
  return runner_->RunUnary(
      {"ArticleService/GetArticle", context, Check(*request), response},
      [&](const Call& call) -> CallOutcome {
        const auto snapshot = SnapshotFor(*snapshots_, *request, call);
        if (!snapshot.ok()) return {snapshot.status()};
        const Result<Article> article = (*snapshot)->GetArticle(request->id());
        if (!article.ok()) return {article.status()};
        response->set_revision((*snapshot)->revision());
        wire::ToProto(*article, response->mutable_article());
        if (!request->include_mentions()) return {OkStatus(), 1};
        return {FillMentions(**snapshot, *request, response), 1};
      });
}

grpc::Status ArticleService::BatchGetArticles(
    grpc::ServerContext* context, const v1::BatchGetArticlesRequest* request,
    v1::BatchGetArticlesResponse* response) {
  return runner_->RunUnary(
      {"ArticleService/BatchGetArticles", context, Check(*request), response},
      [&](const Call& call) -> CallOutcome {
        const auto snapshot = SnapshotFor(*snapshots_, *request, call);
        if (!snapshot.ok()) return {snapshot.status()};
        response->set_revision((*snapshot)->revision());
        Status status = FillBatch(**snapshot, *request, call.control, response);
        return {status, static_cast<uint64_t>(response->articles_size())};
      });
}

grpc::Status ArticleService::DeleteArticle(
    grpc::ServerContext* context, const v1::DeleteArticleRequest* request,
    v1::DeleteArticleResponse* response) {
  return runner_->RunWrite(
      {"ArticleService/DeleteArticle", context, Check(*request), response},
      [&](const Call& call) -> CallOutcome {
        Status share = runner_->TakeWrite(call);
        if (!share.ok()) return {share};
        WriteOutcome written;
        Status used = writes_->Use([&](LiveWriter* writer) {
          written =
              ApplyFor(call.caller.sources.get(),
                       {Deletion{request->id(), request->version()}}, writer)
                  .front();
          if (!written.status.ok()) return written.status;
          return request->wait_for() == v1::WAIT_FOR_VISIBLE_NOW
                     ? writer->Publish().status()
                     : OkStatus();
        });
        if (!used.ok()) return {used};
        response->set_sequence(written.sequence);
        if (request->wait_for() != v1::WAIT_FOR_VISIBLE &&
            request->wait_for() != v1::WAIT_FOR_VISIBLE_NOW) {
          return {OkStatus(), 1};
        }
        Status shown = snapshots_->Await({written.sequence, 0}, call.control,
                                         SnapshotHolder::Waiter::kWriter);
        response->set_revision(snapshots_->visible().revision);
        return {shown, 1};
      });
}

grpc::Status ArticleService::EraseArticle(
    grpc::ServerContext* context, const v1::EraseArticleRequest* request,
    v1::EraseArticleResponse* response) {
  return runner_->RunWrite(
      {"ArticleService/EraseArticle", context, Check(*request), response},
      [&](const Call& call) -> CallOutcome {
        Status share = runner_->TakeWrite(call);
        if (!share.ok()) return {share};
        Status used = writes_->Use([&](LiveWriter* writer) {
          const Result<EraseReport> report = writer->Erase(request->id());
          if (report.ok()) wire::ToProto(*report, response);
          return report.status();
        });
        if (!used.ok()) return {used};
        Status shown =
            snapshots_->Await({0, response->revision()}, call.control,
                              SnapshotHolder::Waiter::kWriter);
        return {shown, response->copies()};
      });
}

}  // namespace vigie::server
