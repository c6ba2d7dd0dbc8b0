// vigie.v1.ArticleService over the snapshot in service and the writer.
// Thread-safe.
#ifndef SERVER_ARTICLE_SERVICE_H_
#define SERVER_ARTICLE_SERVICE_H_

#include "server/call_runner.h"
#include "server/ingest_streams.h"
#include "server/snapshot_holder.h"
#include "server/write_side.h"
#include "vigie/v1/article_service.grpc.pb.h"

namespace vigie::server {

// Ingest reacts to events: a stream may wait long for its sender, and must end
// while it waits.
class ArticleService final
    : public v1::ArticleService::WithCallbackMethod_Ingest<
          v1::ArticleService::Service> {
 public:
  // All must outlive the service.
  ArticleService(const SnapshotHolder* snapshots, WriteSide* writes,
                 IngestStreams* ingest, CallRunner* runner)
      : snapshots_(snapshots),
        writes_(writes),
        ingest_(ingest),
        runner_(runner) {}

  grpc::Status GetArticle(grpc::ServerContext* context,
                          const v1::GetArticleRequest* request,
                          v1::GetArticleResponse* response) override;
  grpc::Status BatchGetArticles(
      grpc::ServerContext* context, const v1::BatchGetArticlesRequest* request,
      v1::BatchGetArticlesResponse* response) override;
  grpc::ServerBidiReactor<v1::IngestRequest, v1::IngestResponse>* Ingest(
      grpc::CallbackServerContext* context) override {
    return ingest_->Start(context);
  }
  grpc::Status DeleteArticle(grpc::ServerContext* context,
                             const v1::DeleteArticleRequest* request,
                             v1::DeleteArticleResponse* response) override;
  grpc::Status EraseArticle(grpc::ServerContext* context,
                            const v1::EraseArticleRequest* request,
                            v1::EraseArticleResponse* response) override;

 private:
  const SnapshotHolder* const snapshots_;
  WriteSide* const writes_;
  IngestStreams* const ingest_;
  CallRunner* const runner_;
};

}  // namespace vigie::server

#endif  // SERVER_ARTICLE_SERVICE_H_
