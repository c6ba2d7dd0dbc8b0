// Calls that are answered by callback, from what is kept or on the pool.
#include <grpcpp/generic/generic_stub.h>
#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <string>
#include <vector>

#include "server/access.h"
#include "server/token_table.h"
#include "tests/server/fake_snapshot.h"
#include "vigie/v1/search_service.grpc.pb.h"

namespace vigie::server {
namespace {

class CallbackTest : public ::testing::Test {
 protected:
  CallbackTest() {
    snapshot_->search = [this](const SearchRequest& request) {
      SearchResult result;
      result.revision = 1;
      result.understanding.normalized =
          request.query + std::to_string(++searches_);
      result.elapsed = std::chrono::microseconds(250);
      return result;
    };
  }

  v1::SearchResponse Search(const v1::SearchRequest& request) {
    grpc::ClientContext context;
    context.set_deadline(Soon());
    v1::SearchResponse response;
    const grpc::Status status = v1::SearchService::NewStub(running_.Channel())
                                    ->Search(&context, request, &response);
    EXPECT_TRUE(status.ok()) << status.error_message();
    return response;
  }

  std::atomic<int> searches_{0};
  std::shared_ptr<FakeSnapshot> snapshot_ = std::make_shared<FakeSnapshot>();
  const RunningServer running_{SourceOf(snapshot_)};
};

TEST_F(CallbackTest, AnswersAnIdenticalRequestWithoutTheEngine) {
  v1::SearchRequest request;
  request.set_query("a");
  const v1::SearchResponse first = Search(request);
  EXPECT_EQ(first.understanding().normalized(), "a1");
  EXPECT_EQ(first.elapsed().nanos(), 250'000);
  const v1::SearchResponse again = Search(request);
  EXPECT_EQ(again.understanding().normalized(), "a1");
  EXPECT_FALSE(again.has_elapsed());
  EXPECT_EQ(searches_, 1);
}

TEST_F(CallbackTest, AsksTheEngineAgainForAnotherRequest) {
  v1::SearchRequest request;
  request.set_query("a");
  Search(request);
  request.set_page_size(3);
  EXPECT_EQ(Search(request).understanding().normalized(), "a2");
}

TEST_F(CallbackTest, KeepsNoAnswerOfAnEarlierRevisionThanTheOneInService) {
  snapshot_->search = [this](const SearchRequest&) {
    SearchResult result;
    result.revision = 0;
    result.understanding.normalized = std::to_string(++searches_);
    return result;
  };
  EXPECT_EQ(Search({}).understanding().normalized(), "1");
  EXPECT_EQ(Search({}).understanding().normalized(), "2");
}

TEST_F(CallbackTest, KeepsNoPartialAnswer) {
  snapshot_->search = [this](const SearchRequest& request) {
    SearchResult result;
    result.revision = 1;
    result.partial =
        ++searches_ == 1 ? PartialReason::kTime : PartialReason::kComplete;
    EXPECT_FALSE(request.options.require_complete);
    return result;
  };
  EXPECT_EQ(Search({}).partial(), v1::PARTIAL_REASON_TIME);
  EXPECT_EQ(Search({}).partial(), v1::PARTIAL_REASON_UNSPECIFIED);
  Search({});
  EXPECT_EQ(searches_, 2);
}

TEST_F(CallbackTest, KeepsNoError) {
  snapshot_->search = [this](const SearchRequest&) -> Result<SearchResult> {
    if (++searches_ == 1) {
      return Status(StatusCode::kDeadlineExceeded, "too slow");
    }
    return SearchResult();
  };
  grpc::ClientContext context;
  context.set_deadline(Soon());
  v1::SearchResponse response;
  EXPECT_EQ(v1::SearchService::NewStub(running_.Channel())
                ->Search(&context, {}, &response)
                .error_code(),
            grpc::StatusCode::DEADLINE_EXCEEDED);
  Search({});
  EXPECT_EQ(searches_, 2);
}

// The answer to one request of the caller whose token this is.
std::string Normalized(const std::shared_ptr<grpc::Channel>& channel,
                       const std::string& token) {
  grpc::ClientContext context;
  context.set_deadline(Soon());
  if (!token.empty()) context.AddMetadata("authorization", "Bearer " + token);
  v1::SearchResponse response;
  const grpc::Status status =
      v1::SearchService::NewStub(channel)->Search(&context, {}, &response);
  return status.ok() ? response.understanding().normalized() : ReasonOf(status);
}

// A table with one token for each list of sources; empty: every source.
std::shared_ptr<Access> AccessFor(
    const std::vector<std::vector<std::string>>& scopes,
    std::vector<std::string>* tokens) {
  std::string entries;
  for (const std::vector<std::string>& sources : scopes) {
    tokens->push_back(*NewToken());
    TokenGrant grant;
    grant.name = "caller-" + std::to_string(tokens->size());
    grant.hash = HashToken(tokens->back());
    grant.permissions = {Permission::kSearch};
    if (!sources.empty()) {
      grant.sources = std::make_shared<SourceScope>(SourceScope{sources});
    }
    entries += TokenEntry(grant);
  }
  return std::make_shared<Access>(*TokenTable::Parse(entries));
}

TEST(CallbackScope, GivesNoCallerTheAnswerKeptForOtherSources) {
  const auto all = std::make_shared<FakeSnapshot>();
  const auto answer = [](const std::string& what) {
    return [what](const SearchRequest&) {
      SearchResult result;
      result.revision = 1;
      result.understanding.normalized = what;
      return result;
    };
  };
  all->search = answer("all");
  all->restrict = [&](const SourceScope& scope) {
    auto part = std::make_shared<FakeSnapshot>();
    std::string names;
    for (const std::string& source : scope.sources) names += source + ";";
    part->search = answer(names);
    return part;
  };
  std::vector<std::string> tokens;
  const auto access =
      AccessFor({{}, {"Le Monde"}, {"Le", "Monde"}, {"La Gazette"}}, &tokens);
  const RunningServer running(SourceOf(all), kStreamDeadlines, access);
  const auto channel = running.Channel();
  for (int round = 0; round < 3; ++round) {
    EXPECT_EQ(Normalized(channel, tokens[0]), "all");
    EXPECT_EQ(Normalized(channel, tokens[1]), "Le Monde;");
    EXPECT_EQ(Normalized(channel, tokens[2]), "Le;Monde;");
    EXPECT_EQ(Normalized(channel, tokens[3]), "La Gazette;");
    EXPECT_EQ(Normalized(channel, ""), "TOKEN_MISSING");
    EXPECT_EQ(Normalized(channel, *NewToken()), "TOKEN_INVALID");
  }
}

TEST_F(CallbackTest, RefusesBytesThatAreNoRequest) {
  grpc::CompletionQueue queue;
  grpc::GenericStub stub(running_.Channel());
  for (const std::string& bytes :
       {std::string("\x0a\xff"), std::string("\x0a\x02\xc3\x28"),
        std::string(100, '\xff')}) {
    const grpc::Slice slice(bytes);
    const grpc::ByteBuffer request(&slice, 1);
    grpc::ClientContext context;
    context.set_deadline(Soon());
    auto reader = stub.PrepareUnaryCall(
        &context, "/vigie.v1.SearchService/Search", request, &queue);
    grpc::ByteBuffer reply;
    grpc::Status status;
    reader->StartCall();
    reader->Finish(&reply, &status, nullptr);
    void* tag = nullptr;
    bool ok = false;
    queue.Next(&tag, &ok);
    EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
    EXPECT_EQ(ReasonOf(status), "FIELD_INVALID");
  }
  EXPECT_EQ(searches_, 0);
}

}  // namespace
}  // namespace vigie::server
