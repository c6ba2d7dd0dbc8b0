// vigie.v1.ArticleService over the snapshot in service. Thread-safe.
#ifndef SERVER_ARTICLE_SERVICE_H_
#define SERVER_ARTICLE_SERVICE_H_

#include "server/call_runner.h"
#include "server/snapshot_holder.h"
#include "vigie/v1/article_service.grpc.pb.h"

namespace vigie::server {

class ArticleService final : public v1::ArticleService::Service {
 public:
  // Both must outlive the service.
  ArticleService(const SnapshotHolder* snapshots, CallRunner* runner)
      : snapshots_(snapshots), runner_(runner) {}

  grpc::Status GetArticle(grpc::ServerContext* context,
                          const v1::GetArticleRequest* request,
                          v1::GetArticleResponse* response) override;
  grpc::Status BatchGetArticles(
      grpc::ServerContext* context, const v1::BatchGetArticlesRequest* request,
      v1::BatchGetArticlesResponse* response) override;

 private:
  const SnapshotHolder* const snapshots_;
  CallRunner* const runner_;
};

}  // namespace vigie::server

#endif  // SERVER_ARTICLE_SERVICE_H_
