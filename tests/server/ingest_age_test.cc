// An ingest stream reads no more than its window, and ends in order once it has
// lasted as long as it may, or when its sender neither sends nor reads.
#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <utility>

#include "tests/server/writing_server.h"
#include "vigie/v1/index_service.grpc.pb.h"

namespace vigie::server {
namespace {

class IngestAgeTest : public WritingServerTest {
 protected:
  void Start(const IngestLimits& limits) {
    ServerConfig config;
    config.ingest = limits;
    WritingServerTest::Start(std::move(config));
  }
};

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
    while (stream->Write(Put(acknowledged + 1)) && stream->Read(&answer)) {
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
  EXPECT_TRUE(stream->Write(Put(1)));
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

class IngestWindowTest : public WritingServerTest {
 protected:
  // A server that shows what was written when it is told to.
  void Start(size_t writes, size_t bytes) {
    ServerConfig config;
    config.ingest.window_writes = writes;
    config.ingest.window_bytes = bytes;
    config.live.publish_interval = std::chrono::hours(1);
    WritingServerTest::Start(std::move(config));
    index_ = v1::IndexService::NewStub(channel_);
  }

  uint64_t DurableSequence() {
    grpc::ClientContext context;
    context.set_deadline(Soon());
    v1::GetStatusResponse response;
    EXPECT_TRUE(index_->GetStatus(&context, {}, &response).ok());
    return response.writer().durable_sequence();
  }

  // Writes on a stream of its own, and shows all; the write's sequence.
  uint64_t WriteVisibly() {
    grpc::ClientContext context;
    context.set_deadline(Soon());
    const auto stream = stub_->Ingest(&context);
    v1::IngestRequest request = Put(1, v1::WAIT_FOR_VISIBLE_NOW);
    request.mutable_article()->set_id("other");
    v1::IngestResponse answer;
    EXPECT_TRUE(stream->Write(request));
    EXPECT_TRUE(stream->Read(&answer));
    EXPECT_TRUE(stream->WritesDone());
    EXPECT_TRUE(stream->Finish().ok());
    return answer.sequence();
  }

  // Three windows of `window` writes each, none of which is answered before the
  // next may be shown: another stream's write gets its number in between.
  void ReadsWindowByWindow(uint64_t window) {
    grpc::ClientContext context;
    context.set_deadline(Soon());
    const auto stream = stub_->Ingest(&context);
    for (uint64_t number = 1; number <= 3 * window; ++number) {
      ASSERT_TRUE(stream->Write(Put(number, v1::WAIT_FOR_VISIBLE)));
    }
    stream->WritesDone();
    uint64_t durable = 0;
    uint64_t answered = 0;
    for (int round = 0; round < 3; ++round) {
      durable += window;
      while (DurableSequence() < durable &&
             std::chrono::system_clock::now() < context.deadline()) {
      }
      EXPECT_EQ(WriteVisibly(), ++durable);
      for (uint64_t i = 0; i < window; ++i) {
        v1::IngestResponse answer;
        ASSERT_TRUE(stream->Read(&answer));
        EXPECT_EQ(answer.client_sequence(), ++answered);
      }
    }
    v1::IngestResponse answer;
    EXPECT_FALSE(stream->Read(&answer));
    EXPECT_TRUE(stream->Finish().ok());
  }

  std::unique_ptr<v1::IndexService::Stub> index_;
};

TEST_F(IngestWindowTest, HoldsSoManyWrites) {
  Start(4, 1U << 20);
  ReadsWindowByWindow(4);
}

TEST_F(IngestWindowTest, HoldsWritesUntilTheirBytesReachABound) {
  Start(1'000, Put(1, v1::WAIT_FOR_VISIBLE).ByteSizeLong() + 1);
  ReadsWindowByWindow(2);
}

}  // namespace
}  // namespace vigie::server
