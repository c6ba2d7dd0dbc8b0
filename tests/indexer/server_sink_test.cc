#include "indexer/server_sink.h"

#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <set>
#include <string>

#include "indexer/server_connection.h"
#include "vigie/v1/article_service.grpc.pb.h"
#include "vigie/v1/index_service.grpc.pb.h"

namespace vigie::indexer {
namespace {

// Answers two writes of its first stream and ends it with `ending`; answers
// all of the next ones.
class StoppedOnce final : public v1::ArticleService::Service {
 public:
  explicit StoppedOnce(grpc::StatusCode ending) : ending_(ending) {}

  grpc::Status Ingest(
      grpc::ServerContext*,
      grpc::ServerReaderWriter<v1::IngestResponse, v1::IngestRequest>* stream)
      override {
    const bool first = streams++ == 0;
    v1::IngestRequest request;
    for (int taken = 0; stream->Read(&request); ++taken) {
      if (first && taken == 2) return grpc::Status(ending_, "stopped");
      ids.insert(request.deletion().id());
      v1::IngestResponse answer;
      answer.set_client_sequence(request.client_sequence());
      stream->Write(answer);
    }
    return grpc::Status::OK;
  }

  int streams = 0;
  std::set<std::string> ids;

 private:
  const grpc::StatusCode ending_;
};

class PublishesAtOnce final : public v1::IndexService::Service {
  grpc::Status PublishIndex(grpc::ServerContext*,
                            const v1::PublishIndexRequest*,
                            v1::PublishIndexResponse* response) override {
    response->set_revision(7);
    return grpc::Status::OK;
  }
};

Result<uint64_t> SendFive(StoppedOnce* articles) {
  PublishesAtOnce index;
  int port = 0;
  grpc::ServerBuilder builder;
  builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(),
                           &port);
  builder.RegisterService(articles);
  builder.RegisterService(&index);
  const std::unique_ptr<grpc::Server> server = builder.BuildAndStart();
  ServerOptions options;
  options.address = "127.0.0.1:" + std::to_string(port);
  const auto connection = ServerConnection::Open(options);
  if (!connection.ok()) return connection.status();
  ServerSink sink(
      &*connection, [](const auto&, const auto&, const auto&) {},
      std::chrono::seconds(30));
  for (const char* id : {"a", "b", "c", "d", "e"}) {
    Status sent = sink.Delete(id);
    if (!sent.ok()) return sent;
  }
  return sink.Finish();
}

TEST(ServerSink, SendsAgainWhatAStoppedServerDidNotAnswer) {
  for (const auto ending :
       {grpc::StatusCode::UNAVAILABLE, grpc::StatusCode::CANCELLED}) {
    StoppedOnce articles(ending);
    const Result<uint64_t> revision = SendFive(&articles);
    ASSERT_TRUE(revision.ok()) << revision.status().ToString();
    EXPECT_EQ(*revision, 7U);
    EXPECT_EQ(articles.ids, (std::set<std::string>{"a", "b", "c", "d", "e"}));
    EXPECT_EQ(articles.streams, 2);
  }
}

TEST(ServerSink, GivesUpWhereAnotherStreamWouldEndAlike) {
  StoppedOnce articles(grpc::StatusCode::PERMISSION_DENIED);
  EXPECT_EQ(SendFive(&articles).status().code(), StatusCode::kPermissionDenied);
  EXPECT_EQ(articles.streams, 1);
}

}  // namespace
}  // namespace vigie::indexer
