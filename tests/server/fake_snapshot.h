// A Snapshot whose answers the test gives, and a server over it.
#ifndef TESTS_SERVER_FAKE_SNAPSHOT_H_
#define TESTS_SERVER_FAKE_SNAPSHOT_H_

#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include <chrono>
#include <functional>
#include <future>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "server/server.h"
#include "vigie/snapshot.h"

namespace vigie::server {

class FakeSnapshot : public Snapshot {
 public:
  explicit FakeSnapshot(uint64_t number = 1) : number_(number) {}

  std::function<Result<SearchResult>(const SearchRequest&)> search;
  std::function<Result<MentionResult>(const MentionRequest&,
                                      const MentionSink&)>
      stream;
  std::function<Result<ExplainResult>(const ExplainRequest&)> explain;
  std::function<Result<Article>(std::string_view)> article;

  std::function<std::shared_ptr<const Snapshot>(const SourceScope&)> restrict;

  Result<std::shared_ptr<const Snapshot>> Restrict(
      const SourceScope& scope) const override {
    if (restrict) return restrict(scope);
    return Status(StatusCode::kUnimplemented, "not restricted");
  }
  uint64_t revision() const override { return number_; }
  IndexStatus GetStatus() const override {
    IndexStatus status;
    status.revision = number_;
    return status;
  }
  Result<SearchResult> Search(const SearchRequest& request) const override {
    return search(request);
  }
  Result<MentionResult> ListMentions(const MentionRequest&) const override {
    return MentionResult();
  }
  Result<MentionResult> StreamMentions(const MentionRequest& request,
                                       const MentionSink& sink) const override {
    return stream(request, sink);
  }
  Result<ArticlesResult> StreamArticles(const ArticlesRequest&,
                                        const ArticleSink&) const override {
    return ArticlesResult();
  }
  Result<ReplayResult> Replay(const ReplayRequest&) const override {
    return ReplayResult();
  }
  Result<FacetsResult> ListFacets(const FacetsRequest&) const override {
    return FacetsResult();
  }
  Result<ExplainResult> Explain(const ExplainRequest& request) const override {
    return explain(request);
  }
  Result<TimelineResult> Timeline(const TimelineRequest&) const override {
    return TimelineResult();
  }
  Result<CompletenessReport> ReportCompleteness(
      const CompletenessRequest&) const override {
    return CompletenessReport();
  }
  Result<RelatedResult> Related(const RelatedRequest&) const override {
    return RelatedResult();
  }
  Result<CompareResult> Compare(const CompareRequest&) const override {
    return CompareResult();
  }
  Result<SimilarResult> Similar(const SimilarRequest&) const override {
    return SimilarResult();
  }
  Result<SuggestResult> Suggest(const SuggestRequest&) const override {
    return SuggestResult();
  }
  Result<EntityCard> GetEntity(std::string_view) const override {
    return EntityCard();
  }
  Result<EntitySearchResult> SearchEntities(
      const EntitySearchRequest&) const override {
    return EntitySearchResult();
  }
  Result<EntityListResult> ListEntities(
      const EntityListRequest&) const override {
    return EntityListResult();
  }
  Result<Article> GetArticle(std::string_view id) const override {
    return article(id);
  }
  Result<std::vector<Mention>> GetArticleMentions(
      std::string_view) const override {
    return std::vector<Mention>();
  }
  Result<AnalyzeResult> Analyze(std::string_view) const override {
    return AnalyzeResult();
  }

 private:
  const uint64_t number_;
};

// A source of one snapshot that never changes.
inline SnapshotHolder::Source SourceOf(SnapshotHolder::Pointer snapshot) {
  SnapshotHolder::Source source;
  source.open = [snapshot] { return snapshot; };
  source.published = [snapshot] { return snapshot->revision(); };
  return source;
}

// A server on a loopback port of its own, serving when the constructor ends.
class RunningServer {
 public:
  explicit RunningServer(
      SnapshotHolder::Source source,
      const DeadlinePolicy& stream_deadlines = kStreamDeadlines,
      std::shared_ptr<Access> access = nullptr) {
    std::promise<Status> first;
    ServerConfig config;
    config.access = std::move(access);
    config.stream_deadlines = stream_deadlines;
    config.index = "/nonexistent";
    config.listen.host = "127.0.0.1";
    config.source = std::move(source);
    config.on_first_revision = [&](const Status& s) { first.set_value(s); };
    Result<std::unique_ptr<Server>> started = Server::Start(config);
    EXPECT_TRUE(started.ok()) << started.status().ToString();
    server = *std::move(started);
    const Status opened = first.get_future().get();
    EXPECT_TRUE(opened.ok()) << opened.ToString();
  }

  // With a connection of its own.
  std::shared_ptr<grpc::Channel> Channel() const {
    grpc::ChannelArguments arguments;
    arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
    return grpc::CreateCustomChannel(
        "127.0.0.1:" + std::to_string(server->port()),
        grpc::InsecureChannelCredentials(), arguments);
  }

  std::unique_ptr<Server> server;
};

// ErrorInfo.reason of a status; empty when it has none.
inline std::string ReasonOf(const grpc::Status& status) {
  google::rpc::Status parsed;
  google::rpc::ErrorInfo info;
  if (!parsed.ParseFromString(status.error_details())) return "";
  for (const google::protobuf::Any& any : parsed.details()) {
    if (any.UnpackTo(&info)) return info.reason();
  }
  return "";
}

// Long enough for a loaded machine; reached only by a failing test.
inline std::chrono::system_clock::time_point Soon() {
  return std::chrono::system_clock::now() + std::chrono::seconds(20);
}

}  // namespace vigie::server

#endif  // TESTS_SERVER_FAKE_SNAPSHOT_H_
