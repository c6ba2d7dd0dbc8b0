// StreamMentions: order, summary, back-pressure, cancellation, range units.
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <future>
#include <memory>
#include <string>

#include "tests/server/fake_snapshot.h"
#include "vigie/v1/search_service.grpc.pb.h"

namespace vigie::server {
namespace {

MentionRow RowOf(const std::string& id, std::string sentence = "") {
  MentionRow row;
  row.article.id = id;
  row.mention.sentence.text = std::move(sentence);
  return row;
}

class StreamTest : public ::testing::Test {
 protected:
  StreamTest() { context_.set_deadline(Soon()); }

  std::shared_ptr<FakeSnapshot> snapshot_ = std::make_shared<FakeSnapshot>();
  grpc::ClientContext context_;
  v1::StreamMentionsResponse message_;
};

TEST_F(StreamTest, SendsRowsInOrderThenOneSummary) {
  snapshot_->stream = [](const MentionRequest&,
                         const Snapshot::MentionSink& sink) {
    for (int i = 0; i < 500; ++i) sink(RowOf(std::to_string(i)));
    MentionResult result;
    result.total_mentions = 500;
    return result;
  };
  const RunningServer running(SourceOf(snapshot_));
  const auto stub = v1::SearchService::NewStub(running.Channel());
  const auto reader = stub->StreamMentions(&context_, {});
  for (int i = 0; i < 500; ++i) {
    ASSERT_TRUE(reader->Read(&message_));
    ASSERT_EQ(message_.row().article().id(), std::to_string(i));
  }
  ASSERT_TRUE(reader->Read(&message_));
  EXPECT_EQ(message_.summary().total_mentions(), 500U);
  EXPECT_FALSE(reader->Read(&message_));
  EXPECT_TRUE(reader->Finish().ok());
}

TEST_F(StreamTest, EndsWithAnErrorInsteadOfASummary) {
  snapshot_->stream =
      [](const MentionRequest&,
         const Snapshot::MentionSink& sink) -> Result<MentionResult> {
    sink(RowOf("a"));
    return Status(StatusCode::kDataLoss, "/x/columns: CRC32C differs");
  };
  const RunningServer running(SourceOf(snapshot_));
  const auto stub = v1::SearchService::NewStub(running.Channel());
  const auto reader = stub->StreamMentions(&context_, {});
  ASSERT_TRUE(reader->Read(&message_));
  EXPECT_TRUE(message_.has_row());
  EXPECT_FALSE(reader->Read(&message_));
  const grpc::Status status = reader->Finish();
  EXPECT_EQ(status.error_code(), grpc::StatusCode::DATA_LOSS);
  EXPECT_EQ(status.error_message(), "columns: CRC32C differs");
}

TEST_F(StreamTest, WaitsForASlowReaderAndStopsWhenItLeaves) {
  // More than flow control lets through while nobody reads.
  constexpr int kRows = 4'000;
  std::atomic<int> sent{0};
  std::promise<void> stopped;
  snapshot_->stream =
      [&](const MentionRequest&,
          const Snapshot::MentionSink& sink) -> Result<MentionResult> {
    while (sent < kRows && sink(RowOf("a", std::string(50'000, 'x')))) ++sent;
    stopped.set_value();
    return Status(StatusCode::kCancelled, "the sink stopped");
  };
  const RunningServer running(SourceOf(snapshot_));
  const auto stub = v1::SearchService::NewStub(running.Channel());
  const auto reader = stub->StreamMentions(&context_, {});
  ASSERT_TRUE(reader->Read(&message_));
  context_.TryCancel();
  while (reader->Read(&message_)) {
  }
  EXPECT_EQ(reader->Finish().error_code(), grpc::StatusCode::CANCELLED);
  stopped.get_future().wait();
  EXPECT_LT(sent, kRows);
}

TEST_F(StreamTest, EndsAtTheDeadlineOfAReaderThatStalls) {
  std::promise<void> stopped;
  snapshot_->stream =
      [&](const MentionRequest&,
          const Snapshot::MentionSink& sink) -> Result<MentionResult> {
    while (sink(RowOf("a", std::string(50'000, 'x')))) {
    }
    stopped.set_value();
    return Status(StatusCode::kCancelled, "the sink stopped");
  };
  const RunningServer running(SourceOf(snapshot_));
  const auto stub = v1::SearchService::NewStub(running.Channel());
  context_.set_deadline(std::chrono::system_clock::now() +
                        std::chrono::milliseconds(100));
  const auto reader = stub->StreamMentions(&context_, {});
  ASSERT_TRUE(reader->Read(&message_));
  stopped.get_future().wait();
  while (reader->Read(&message_)) {
  }
  EXPECT_EQ(reader->Finish().error_code(), grpc::StatusCode::DEADLINE_EXCEEDED);
}

TEST_F(StreamTest, EndsAReaderThatStallsAndSetNoDeadline) {
  std::promise<void> stopped;
  snapshot_->stream =
      [&](const MentionRequest&,
          const Snapshot::MentionSink& sink) -> Result<MentionResult> {
    while (sink(RowOf("a", std::string(50'000, 'x')))) {
    }
    stopped.set_value();
    return Status(StatusCode::kCancelled, "the sink stopped");
  };
  constexpr std::chrono::milliseconds kShort(100);
  const RunningServer running(SourceOf(snapshot_), {kShort, kShort});
  const auto stub = v1::SearchService::NewStub(running.Channel());
  grpc::ClientContext endless;
  const auto reader = stub->StreamMentions(&endless, {});
  ASSERT_TRUE(reader->Read(&message_));
  stopped.get_future().wait();
  while (reader->Read(&message_)) {
  }
  EXPECT_EQ(reader->Finish().error_code(), grpc::StatusCode::CANCELLED);
}

TEST_F(StreamTest, CountsRangesInTheUnitAsked) {
  snapshot_->article = [](std::string_view id) {
    Article article;
    article.id = std::string(id);
    article.text = "été 😀 Broadcom";
    return article;
  };
  snapshot_->stream = [](const MentionRequest&,
                         const Snapshot::MentionSink& sink) {
    MentionRow row = RowOf("a");
    row.mention.field = Field::kText;
    row.mention.range = {11, 19};
    sink(std::move(row));
    return MentionResult();
  };
  const RunningServer running(SourceOf(snapshot_));
  const auto stub = v1::SearchService::NewStub(running.Channel());
  struct Case {
    v1::RangeUnit unit;
    uint32_t want;
  };
  for (const Case& c :
       {Case{v1::RANGE_UNIT_UNSPECIFIED, 11}, Case{v1::RANGE_UNIT_BYTES, 11},
        Case{v1::RANGE_UNIT_UTF16, 7}, Case{v1::RANGE_UNIT_CODE_POINTS, 6}}) {
    grpc::ClientContext context;
    context.set_deadline(Soon());
    v1::StreamMentionsRequest request;
    request.set_range_unit(c.unit);
    const auto reader = stub->StreamMentions(&context, request);
    ASSERT_TRUE(reader->Read(&message_));
    EXPECT_EQ(message_.row().mention().range().begin(), c.want);
    EXPECT_EQ(message_.row().mention().range().end(), c.want + 8);
    ASSERT_TRUE(reader->Read(&message_));
    EXPECT_TRUE(message_.has_summary());
    EXPECT_TRUE(reader->Finish().ok());
  }
}

}  // namespace
}  // namespace vigie::server
