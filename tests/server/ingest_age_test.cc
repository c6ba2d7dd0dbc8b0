// An ingest stream ends in order once it has lasted as long as it may, or when
// its sender neither sends nor reads.
#include <gtest/gtest.h>

#include <chrono>
#include <future>
#include <memory>
#include <string>
#include <utility>

#include "tests/index/temporary_directory.h"
#include "tests/server/fake_snapshot.h"
#include "vigie/v1/article_service.grpc.pb.h"

namespace vigie::server {
namespace {

class IngestAgeTest : public vigie::testing::TemporaryDirectoryTest {
 protected:
  void Start(const IngestLimits& limits) {
    std::promise<Status> first;
    ServerConfig config;
    config.index = path("index");
    config.listen.host = "127.0.0.1";
    config.writes = true;
    config.ingest = limits;
    config.on_first_revision = [&](const Status& s) { first.set_value(s); };
    Result<std::unique_ptr<Server>> started = Server::Start(config);
    ASSERT_TRUE(started.ok()) << started.status().ToString();
    server_ = *std::move(started);
    const Status opened = first.get_future().get();
    ASSERT_TRUE(opened.ok()) << opened.ToString();
    stub_ = v1::ArticleService::NewStub(
        grpc::CreateChannel("127.0.0.1:" + std::to_string(server_->port()),
                            grpc::InsecureChannelCredentials()));
  }

  void TearDown() override {
    server_.reset();
    TemporaryDirectoryTest::TearDown();
  }

  std::unique_ptr<Server> server_;
  std::unique_ptr<v1::ArticleService::Stub> stub_;
};

v1::IngestRequest Request(uint64_t number) {
  v1::IngestRequest request;
  request.set_client_sequence(number);
  request.mutable_article()->set_id("a" + std::to_string(number));
  request.mutable_article()->set_text("Un texte.");
  return request;
}

TEST_F(IngestAgeTest, AnswersWhatWasReadAndIsTakenUpByAnother) {
  IngestLimits limits;
  limits.longest = std::chrono::milliseconds(50);
  Start(limits);
  uint64_t acknowledged = 0;
  // Two streams of that age, each of which may have acknowledged some.
  for (int i = 0; i < 2; ++i) {
    grpc::ClientContext context;
    context.set_deadline(Soon());
    const auto stream = stub_->Ingest(&context);
    v1::IngestResponse answer;
    while (stream->Write(Request(acknowledged + 1)) && stream->Read(&answer)) {
      EXPECT_FALSE(answer.has_error());
      EXPECT_EQ(answer.client_sequence(), acknowledged + 1);
      ++acknowledged;
    }
    const grpc::Status end = stream->Finish();
    EXPECT_EQ(end.error_code(), grpc::StatusCode::UNAVAILABLE);
    EXPECT_EQ(ReasonOf(end), "INGEST_AGE");
  }
  EXPECT_GT(acknowledged, 0U);
}

TEST_F(IngestAgeTest, IsNotReachedByAStreamThatEndsBefore) {
  Start(IngestLimits());
  grpc::ClientContext context;
  context.set_deadline(Soon());
  const auto stream = stub_->Ingest(&context);
  v1::IngestResponse answer;
  EXPECT_TRUE(stream->Write(Request(1)));
  EXPECT_TRUE(stream->Read(&answer));
  EXPECT_TRUE(stream->WritesDone());
  EXPECT_FALSE(stream->Read(&answer));
  EXPECT_TRUE(stream->Finish().ok());
}

TEST_F(IngestAgeTest, EndsWhenNothingComes) {
  IngestLimits limits;
  limits.idle = std::chrono::milliseconds(50);
  Start(limits);
  grpc::ClientContext context;
  context.set_deadline(Soon());
  const auto stream = stub_->Ingest(&context);
  v1::IngestResponse answer;
  EXPECT_FALSE(stream->Read(&answer));
  const grpc::Status end = stream->Finish();
  EXPECT_EQ(end.error_code(), grpc::StatusCode::DEADLINE_EXCEEDED);
  EXPECT_EQ(ReasonOf(end), "INGEST_IDLE");
}

TEST_F(IngestAgeTest, CutsASenderThatReadsNoAnswer) {
  IngestLimits limits;
  limits.stall = std::chrono::milliseconds(100);
  Start(limits);
  grpc::ClientContext context;
  context.set_deadline(Soon());
  const auto stream = stub_->Ingest(&context);
  // Refused, with more words than flow control lets lie unread.
  v1::IngestRequest request;
  for (uint64_t number = 1;; ++number) {
    request.set_client_sequence(number);
    request.mutable_deletion()->set_id("nobody-" + std::to_string(number));
    if (!stream->Write(request)) break;
  }
  v1::IngestResponse answer;
  uint64_t answers = 0;
  while (stream->Read(&answer)) ++answers;
  EXPECT_LE(answers, request.client_sequence());
  EXPECT_EQ(stream->Finish().error_code(), grpc::StatusCode::CANCELLED);
}

}  // namespace
}  // namespace vigie::server
