// vigie.v1.SearchService over the snapshot in service. Thread-safe.
#ifndef SERVER_SEARCH_SERVICE_H_
#define SERVER_SEARCH_SERVICE_H_

#include <string>

#include "server/call_runner.h"
#include "server/callback_calls.h"
#include "server/snapshot_holder.h"
#include "vigie/v1/search_service.grpc.pb.h"

namespace vigie::server {

// What to say of a token whose revision is not served: with REVISION_EXPIRED
// the token that goes on from there, as metadata "resume_token".
CallOutcome NotServed(const Status& status, const std::string& token);

// The methods that are asked most are answered by callback, the others on
// threads of gRPC (docs/adr/0028-callback-server.md).
using SearchServiceBase = v1::SearchService::WithRawCallbackMethod_Search<
    v1::SearchService::WithRawCallbackMethod_ListFacets<
        v1::SearchService::Service>>;

class SearchService final : public SearchServiceBase {
 public:
  // All must outlive the service.
  SearchService(const SnapshotHolder* snapshots, CallRunner* runner,
                CallbackCalls* callbacks)
      : snapshots_(snapshots), runner_(runner), callbacks_(callbacks) {}

  grpc::ServerUnaryReactor* Search(grpc::CallbackServerContext* context,
                                   const grpc::ByteBuffer* request,
                                   grpc::ByteBuffer* response) override;
  grpc::ServerUnaryReactor* ListFacets(grpc::CallbackServerContext* context,
                                       const grpc::ByteBuffer* request,
                                       grpc::ByteBuffer* response) override;
  grpc::Status ListMentions(grpc::ServerContext* context,
                            const v1::ListMentionsRequest* request,
                            v1::ListMentionsResponse* response) override;
  grpc::Status StreamMentions(
      grpc::ServerContext* context, const v1::StreamMentionsRequest* request,
      grpc::ServerWriter<v1::StreamMentionsResponse>* writer) override;
  grpc::Status StreamArticles(
      grpc::ServerContext* context, const v1::StreamArticlesRequest* request,
      grpc::ServerWriter<v1::StreamArticlesResponse>* writer) override;
  grpc::Status Replay(grpc::ServerContext* context,
                      const v1::ReplayRequest* request,
                      v1::ReplayResponse* response) override;
  grpc::Status Analyze(grpc::ServerContext* context,
                       const v1::AnalyzeRequest* request,
                       v1::AnalyzeResponse* response) override;
  grpc::Status Explain(grpc::ServerContext* context,
                       const v1::ExplainRequest* request,
                       v1::ExplainResponse* response) override;
  grpc::Status Timeline(grpc::ServerContext* context,
                        const v1::TimelineRequest* request,
                        v1::TimelineResponse* response) override;
  grpc::Status Related(grpc::ServerContext* context,
                       const v1::RelatedRequest* request,
                       v1::RelatedResponse* response) override;
  grpc::Status Compare(grpc::ServerContext* context,
                       const v1::CompareRequest* request,
                       v1::CompareResponse* response) override;
  grpc::Status Similar(grpc::ServerContext* context,
                       const v1::SimilarRequest* request,
                       v1::SimilarResponse* response) override;
  grpc::Status Suggest(grpc::ServerContext* context,
                       const v1::SuggestRequest* request,
                       v1::SuggestResponse* response) override;
  grpc::Status ReportCompleteness(
      grpc::ServerContext* context,
      const v1::ReportCompletenessRequest* request,
      v1::ReportCompletenessResponse* response) override;

 private:
  const SnapshotHolder* const snapshots_;
  CallRunner* const runner_;
  CallbackCalls* const callbacks_;
};

}  // namespace vigie::server

#endif  // SERVER_SEARCH_SERVICE_H_
