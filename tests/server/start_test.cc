// A server that starts: not in service until what it opens is verified, also
// while a writer takes up what another one left in its journal.
#include <gtest/gtest.h>

#include <filesystem>
#include <future>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "grpc/health/v1/health.grpc.pb.h"
#include "tests/server/writing_server.h"
#include "vigie/live_writer.h"
#include "vigie/v1/search_service.grpc.pb.h"

namespace vigie::server {
namespace {

using ::grpc::health::v1::Health;
using ::grpc::health::v1::HealthCheckRequest;
using ::grpc::health::v1::HealthCheckResponse;

constexpr uint32_t kLeft = 300;  // articles in the journal alone

// A server over `config`, which may not be in service yet.
class StartingServer {
 public:
  explicit StartingServer(ServerConfig config) {
    config.listen.host = "127.0.0.1";
    config.on_first_revision = [this](const Status& s) { first_.set_value(s); };
    Result<std::unique_ptr<Server>> started = Server::Start(config);
    EXPECT_TRUE(started.ok()) << started.status().ToString();
    server_ = *std::move(started);
    grpc::ChannelArguments arguments;
    arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
    channel_ = grpc::CreateCustomChannel(
        "127.0.0.1:" + std::to_string(server_->port()),
        grpc::InsecureChannelCredentials(), arguments);
  }

  // What opening came to, once it has.
  Status Opened() { return first_.get_future().get(); }

  HealthCheckResponse::ServingStatus Health() const {
    grpc::ClientContext context;
    context.set_deadline(Soon());
    HealthCheckResponse response;
    EXPECT_TRUE(grpc::health::v1::Health::NewStub(channel_)
                    ->Check(&context, HealthCheckRequest(), &response)
                    .ok());
    return response.status();
  }

  grpc::Status Search(uint32_t* hits) const {
    grpc::ClientContext context;
    context.set_deadline(Soon());
    v1::SearchRequest request;
    request.set_query("zigomar");
    v1::SearchResponse response;
    grpc::Status status = v1::SearchService::NewStub(channel_)->Search(
        &context, request, &response);
    *hits = response.total_hits();
    return status;
  }

 private:
  std::promise<Status> first_;  // outlives the server
  std::unique_ptr<Server> server_;
  std::shared_ptr<grpc::Channel> channel_;
};

TEST(ServerStart, IsInServiceOnceItsRevisionIsVerified) {
  const auto snapshot = std::make_shared<FakeSnapshot>();
  snapshot->search = [](const SearchRequest&) {
    SearchResult result;
    result.total_hits = 7;
    return result;
  };
  std::promise<void> verified;
  ServerConfig config;
  config.index = "/nonexistent";
  config.source = SourceOf(snapshot);
  config.source.open = [snapshot, done = verified.get_future().share()] {
    done.wait();
    return SnapshotHolder::Pointer(snapshot);
  };
  StartingServer server(std::move(config));
  uint32_t hits = 0;
  EXPECT_EQ(server.Health(), HealthCheckResponse::NOT_SERVING);
  const grpc::Status refused = server.Search(&hits);
  EXPECT_EQ(refused.error_code(), grpc::StatusCode::UNAVAILABLE);
  EXPECT_EQ(ReasonOf(refused), "INDEX_NOT_READY");
  verified.set_value();
  ASSERT_TRUE(server.Opened().ok());
  EXPECT_EQ(server.Health(), HealthCheckResponse::SERVING);
  EXPECT_TRUE(server.Search(&hits).ok());
  EXPECT_EQ(hits, 7U);
}

TEST(ServerStart, StaysOutOfServiceWhereNothingCanBeOpened) {
  ServerConfig config;
  config.index = "/nonexistent";
  StartingServer server(std::move(config));
  EXPECT_EQ(server.Opened().reason(), "INDEX_NOT_FOUND");
  EXPECT_EQ(server.Health(), HealthCheckResponse::NOT_SERVING);
}

class RecoveringStartTest : public vigie::testing::TemporaryDirectoryTest {
 protected:
  static Article Numbered(uint32_t number) {
    Article article;
    article.id = "a" + std::to_string(number);
    article.text = "Un zigomar de plus.";
    return article;
  }

  // The files of an index whose writer has just died: a revision of one
  // article, and a journal with kLeft more.
  std::string LeftIndex() {
    LiveOptions options;
    options.publish_interval = std::chrono::hours(1);
    Result<std::unique_ptr<LiveWriter>> writer =
        LiveWriter::Open(path("before"), options);
    EXPECT_TRUE(writer.ok()) << writer.status().ToString();
    EXPECT_TRUE((*writer)->Put({Numbered(0)}, Wait::kDurable)[0].status.ok());
    EXPECT_TRUE((*writer)->Publish().ok());
    std::vector<Article> rest;
    for (uint32_t i = 1; i <= kLeft; ++i) rest.push_back(Numbered(i));
    for (const WriteOutcome& put : (*writer)->Put(rest, Wait::kDurable)) {
      EXPECT_TRUE(put.status.ok()) << put.status.ToString();
    }
    std::filesystem::copy(path("before"), path("index"),
                          std::filesystem::copy_options::recursive);
    return path("index");
  }
};

TEST_F(RecoveringStartTest, ServesAllThatWasAcknowledgedOnceItServes) {
  ServerConfig config;
  config.index = LeftIndex();
  config.writes = true;
  StartingServer writer(config);
  // Meanwhile another server starts on the same index, and shows what is
  // there until it is told of more.
  config.writes = false;
  StartingServer reader(config);
  uint32_t hits = 0;
  ASSERT_TRUE(reader.Opened().ok());
  EXPECT_EQ(reader.Health(), HealthCheckResponse::SERVING);
  EXPECT_TRUE(reader.Search(&hits).ok());
  EXPECT_TRUE(hits == 1 || hits == kLeft + 1) << hits;
  ASSERT_TRUE(writer.Opened().ok());
  EXPECT_EQ(writer.Health(), HealthCheckResponse::SERVING);
  EXPECT_TRUE(writer.Search(&hits).ok());
  EXPECT_EQ(hits, kLeft + 1);
  const auto limit = Soon();
  for (hits = 0; hits != kLeft + 1;) {
    ASSERT_TRUE(reader.Search(&hits).ok());
    ASSERT_LT(std::chrono::system_clock::now(), limit);
  }
}

}  // namespace
}  // namespace vigie::server
