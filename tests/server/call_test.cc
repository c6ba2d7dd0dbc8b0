// What every call goes through, over a server in-process.
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <future>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "tests/server/fake_snapshot.h"
#include "vigie/v1/article_service.grpc.pb.h"
#include "vigie/v1/index_service.grpc.pb.h"
#include "vigie/v1/search_service.grpc.pb.h"

namespace vigie::server {
namespace {

class CallTest : public ::testing::Test {
 protected:
  CallTest() { context_.set_deadline(Soon()); }

  grpc::Status Search(const RunningServer& running,
                      const v1::SearchRequest& request = {}) {
    return v1::SearchService::NewStub(running.Channel())
        ->Search(&context_, request, &response_);
  }

  std::shared_ptr<FakeSnapshot> snapshot_ = std::make_shared<FakeSnapshot>();
  grpc::ClientContext context_;
  v1::SearchResponse response_;
};

// Polls `control` as the engine does, until it says to stop.
Status RunUntilTold(const CallControl& control) {
  while (!control.cancelled()) {
    if (std::chrono::steady_clock::now() >= *control.deadline) {
      return Status(StatusCode::kDeadlineExceeded, "too late");
    }
  }
  return Status(StatusCode::kCancelled, "cancelled");
}

TEST_F(CallTest, AnswersFromTheSnapshot) {
  snapshot_->search = [](const SearchRequest& request) {
    SearchResult result;
    result.understanding.normalized = request.query + "!";
    return result;
  };
  const RunningServer running(SourceOf(snapshot_));
  v1::SearchRequest request;
  request.set_query("grève");
  EXPECT_TRUE(Search(running, request).ok());
  EXPECT_EQ(response_.understanding().normalized(), "grève!");
}

TEST_F(CallTest, ExplainsWithTheOptionsAndTheDeadlineOfTheCaller) {
  snapshot_->explain = [](const ExplainRequest& request) {
    EXPECT_EQ(request.query, "grève");
    EXPECT_EQ(request.article_id, "a/1");
    EXPECT_FALSE(request.options.typo_tolerance);
    EXPECT_TRUE(request.options.expand);
    EXPECT_EQ(request.freshness_half_life_days, 7);
    EXPECT_TRUE(request.control.deadline.has_value());
    EXPECT_FALSE(request.control.cancelled());
    ExplainResult result;
    result.matches = true;
    return result;
  };
  const RunningServer running(SourceOf(snapshot_));
  v1::ExplainRequest request;
  request.set_query("grève");
  request.set_article_id("a/1");
  request.mutable_options()->set_typo_tolerance(false);
  request.set_freshness_half_life_days(7);
  v1::ExplainResponse response;
  EXPECT_TRUE(v1::SearchService::NewStub(running.Channel())
                  ->Explain(&context_, request, &response)
                  .ok());
  EXPECT_TRUE(response.matches());
}

TEST_F(CallTest, EndsAnExplanationAtTheCallersDeadline) {
  snapshot_->explain =
      [](const ExplainRequest& request) -> Result<ExplainResult> {
    return RunUntilTold(request.control);
  };
  const RunningServer running(SourceOf(snapshot_));
  v1::ExplainRequest request;
  request.set_article_id("a/1");
  v1::ExplainResponse response;
  grpc::ClientContext brief;
  brief.set_deadline(std::chrono::system_clock::now() +
                     std::chrono::milliseconds(50));
  EXPECT_EQ(v1::SearchService::NewStub(running.Channel())
                ->Explain(&brief, request, &response)
                .error_code(),
            grpc::StatusCode::DEADLINE_EXCEEDED);
}

TEST_F(CallTest, GivesTheEngineADeadlineEvenWhenTheCallerSetsNone) {
  std::promise<std::chrono::steady_clock::duration> left;
  snapshot_->search = [&](const SearchRequest& request) {
    left.set_value(*request.control.deadline -
                   std::chrono::steady_clock::now());
    return SearchResult();
  };
  const RunningServer running(SourceOf(snapshot_));
  grpc::ClientContext endless;
  EXPECT_TRUE(v1::SearchService::NewStub(running.Channel())
                  ->Search(&endless, {}, &response_)
                  .ok());
  const auto time = left.get_future().get();
  EXPECT_LE(time, std::chrono::seconds(2));
  EXPECT_GT(time, std::chrono::seconds(0));
}

TEST_F(CallTest, EndsAtTheCallersDeadline) {
  snapshot_->search = [](const SearchRequest& request) -> Result<SearchResult> {
    return RunUntilTold(request.control);
  };
  const RunningServer running(SourceOf(snapshot_));
  context_.set_deadline(std::chrono::system_clock::now() +
                        std::chrono::milliseconds(50));
  EXPECT_EQ(Search(running).error_code(), grpc::StatusCode::DEADLINE_EXCEEDED);
}

TEST_F(CallTest, TellsTheEngineThatTheCallerLeft) {
  std::promise<void> entered;
  std::promise<StatusCode> ended;
  snapshot_->search =
      [&](const SearchRequest& request) -> Result<SearchResult> {
    entered.set_value();
    Status status = RunUntilTold(request.control);
    ended.set_value(status.code());
    return status;
  };
  const RunningServer running(SourceOf(snapshot_));
  auto call = std::async(std::launch::async, [&] { return Search(running); });
  entered.get_future().wait();
  context_.TryCancel();
  EXPECT_EQ(call.get().error_code(), grpc::StatusCode::CANCELLED);
  EXPECT_EQ(ended.get_future().get(), StatusCode::kCancelled);
}

TEST_F(CallTest, TurnsAnExceptionIntoInternalWithoutItsText) {
  snapshot_->search = [](const SearchRequest&) -> Result<SearchResult> {
    throw std::runtime_error("/secret/path");
  };
  const RunningServer running(SourceOf(snapshot_));
  const grpc::Status status = Search(running);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::INTERNAL);
  EXPECT_EQ(status.error_message().find("secret"), std::string::npos);
}

TEST_F(CallTest, NamesTheFieldThatTheEngineRefuses) {
  snapshot_->search = [](const SearchRequest&) -> Result<SearchResult> {
    return Status(StatusCode::kInvalidArgument, "byte 3", "QUERY_SYNTAX");
  };
  const RunningServer running(SourceOf(snapshot_));
  const grpc::Status status = Search(running);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_EQ(ReasonOf(status), "QUERY_SYNTAX");
  google::rpc::Status parsed;
  ASSERT_TRUE(parsed.ParseFromString(status.error_details()));
  google::rpc::BadRequest bad;
  ASSERT_EQ(parsed.details_size(), 2);
  ASSERT_TRUE(parsed.details(1).UnpackTo(&bad));
  EXPECT_EQ(bad.field_violations(0).field(), "query");
}

TEST_F(CallTest, RefusesAResponseAboveFourMegabytes) {
  snapshot_->search = [](const SearchRequest&) {
    SearchResult result;
    result.hits.resize(1);
    result.hits[0].article.title = std::string(5U << 20, 'x');
    return result;
  };
  const RunningServer running(SourceOf(snapshot_));
  const grpc::Status status = Search(running);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
  EXPECT_EQ(ReasonOf(status), "RESPONSE_TOO_LARGE");
}

TEST_F(CallTest, RefusesARequestAboveItsLimitBeforeTheEngineSeesIt) {
  snapshot_->search = [](const SearchRequest&) -> Result<SearchResult> {
    ADD_FAILURE() << "the engine was asked";
    return SearchResult();
  };
  const RunningServer running(SourceOf(snapshot_));
  v1::SearchRequest request;
  request.set_page_token(std::string(70'000, 'x'));
  const grpc::Status status = Search(running, request);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_EQ(ReasonOf(status), "REQUEST_TOO_LARGE");
}

TEST_F(CallTest, RefusesAMessageAboveFourMegabytes) {
  const RunningServer running(SourceOf(snapshot_));
  v1::SearchRequest request;
  request.set_query(std::string(5U << 20, 'x'));
  EXPECT_EQ(Search(running, request).error_code(),
            grpc::StatusCode::RESOURCE_EXHAUSTED);
}

TEST_F(CallTest, BatchLeavesForAnotherCallWhatDoesNotFit) {
  snapshot_->article = [](std::string_view id) -> Result<Article> {
    if (id == "none") return Status(StatusCode::kNotFound, "no article");
    Article article;
    article.id = std::string(id);
    article.text = std::string(1'500'000, 'x');
    return article;
  };
  const RunningServer running(SourceOf(snapshot_));
  v1::BatchGetArticlesRequest request;
  for (const char* id : {"a", "none", "b", "c", "d"}) request.add_ids(id);
  v1::BatchGetArticlesResponse response;
  const grpc::Status status =
      v1::ArticleService::NewStub(running.Channel())
          ->BatchGetArticles(&context_, request, &response);
  ASSERT_TRUE(status.ok()) << status.error_message();
  EXPECT_EQ(response.articles_size(), 2);
  ASSERT_EQ(response.not_found_ids_size(), 1);
  EXPECT_EQ(response.not_found_ids(0), "none");
  ASSERT_EQ(response.remaining_ids_size(), 2);
  EXPECT_EQ(response.remaining_ids(0), "c");
}

TEST_F(CallTest, FinishesWhatRunsAndRefusesTheRestWhenItShutsDown) {
  std::promise<void> entered;
  std::promise<void> release;
  snapshot_->search = [&](const SearchRequest&) {
    entered.set_value();
    release.get_future().wait();
    return SearchResult();
  };
  const RunningServer running(SourceOf(snapshot_));
  auto call = std::async(std::launch::async, [&] { return Search(running); });
  entered.get_future().wait();
  auto down = std::async(std::launch::async, [&] {
    running.server->Shutdown(std::chrono::seconds(20));
  });
  const auto index = v1::IndexService::NewStub(running.Channel());
  grpc::Status late;
  do {  // until the shutdown has begun
    grpc::ClientContext context;
    context.set_deadline(Soon());
    v1::GetStatusResponse status;
    late = index->GetStatus(&context, {}, &status);
  } while (late.ok());
  EXPECT_EQ(late.error_code(), grpc::StatusCode::UNAVAILABLE);
  EXPECT_EQ(ReasonOf(late), "SHUTTING_DOWN");
  release.set_value();
  EXPECT_TRUE(call.get().ok());
  down.wait();
}

TEST_F(CallTest, PushesBackWhenOverloadedAndStillAnswersStatus) {
  std::promise<void> release;
  const std::shared_future<void> released = release.get_future().share();
  snapshot_->search = [released](const SearchRequest&) {
    released.wait();
    return SearchResult();
  };
  const RunningServer running(SourceOf(snapshot_));
  const uint32_t cores = std::max(1U, std::thread::hardware_concurrency());
  // A connection takes 128 calls at once.
  const uint32_t calls_at_once = 34 * cores + 1;
  std::vector<std::shared_ptr<grpc::Channel>> channels;
  for (uint32_t i = 0; i < calls_at_once; i += 100) {
    channels.push_back(running.Channel());
  }
  std::promise<std::string> pushback;
  std::atomic<bool> refused{false};
  std::vector<std::future<grpc::StatusCode>> calls;
  for (uint32_t i = 0; i < calls_at_once; ++i) {
    calls.push_back(std::async(std::launch::async, [&, i] {
      grpc::ClientContext context;
      context.set_deadline(Soon());
      v1::SearchResponse response;
      const grpc::Status status = v1::SearchService::NewStub(channels[i / 100])
                                      ->Search(&context, {}, &response);
      const auto& trailers = context.GetServerTrailingMetadata();
      const auto at = trailers.find("grpc-retry-pushback-ms");
      if (at != trailers.end() && !refused.exchange(true)) {
        pushback.set_value(std::string(at->second.data(), at->second.size()));
      }
      return status.error_code();
    }));
  }
  std::future<std::string> told = pushback.get_future();
  // Every call ends by its deadline, refused or not.
  const bool in_time = told.wait_until(Soon()) == std::future_status::ready;
  EXPECT_TRUE(in_time);
  if (in_time) {
    EXPECT_EQ(told.get(), "200");
  }
  v1::GetStatusResponse status;
  EXPECT_TRUE(v1::IndexService::NewStub(running.Channel())
                  ->GetStatus(&context_, {}, &status)
                  .ok());
  EXPECT_EQ(status.index().revision(), 1U);
  release.set_value();
  for (auto& call : calls) call.wait();
}

}  // namespace
}  // namespace vigie::server
