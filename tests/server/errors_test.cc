// What the real program refuses, and how it says so.
#include <gtest/gtest.h>

#include <chrono>
#include <functional>
#include <string>

#include "tests/server/served_index.h"
#include "vigie/v1/article_service.grpc.pb.h"
#include "vigie/v1/search_service.grpc.pb.h"

namespace vigie {
namespace {

class ErrorsTest : public ::testing::Test {
 protected:
  using Search = v1::SearchService::Stub;
  using Articles = v1::ArticleService::Stub;

  grpc::Status Ask(const v1::SearchRequest& request) {
    v1::SearchResponse response;
    return CallRpc(search_, &Search::Search, request, &response);
  }

  ServedIndex served_;
  Search search_{served_.channel()};
  Articles articles_{served_.channel()};
};

TEST_F(ErrorsTest, SearchSaysWhatIsWrongWithARequest) {
  using R = v1::SearchRequest;
  struct Case {
    const char* reason;
    const char* field;
    std::function<void(R*)> fill;
  };
  for (const Case& c : {
           Case{"PAGE_TOKEN_MISMATCH", "page_token",
                [](R* r) { r->set_page_token("nonsense"); }},
           Case{"QUERY_TOO_COMPLEX", "query",
                [](R* r) { r->set_query(std::string(16'385, 'a')); }},
           Case{"QUERY_SYNTAX", "query",
                [](R* r) {
                  r->set_query("(accord");
                  r->mutable_options()->set_strict(true);
                }},
           Case{"FIELD_INVALID", "facets[0].key.dimension",
                [](R* r) { r->add_facets(); }},
           Case{"FIELD_INVALID", "freshness_half_life_days",
                [](R* r) { r->set_freshness_half_life_days(-1); }},
       }) {
    R request;
    c.fill(&request);
    const grpc::Status status = Ask(request);
    EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
    const auto info = DetailOf<google::rpc::ErrorInfo>(status);
    EXPECT_EQ(info.reason(), c.reason);
    EXPECT_EQ(info.domain(), "vigie.v1");
    const auto bad = DetailOf<google::rpc::BadRequest>(status);
    ASSERT_EQ(bad.field_violations_size(), 1) << c.reason;
    EXPECT_EQ(bad.field_violations(0).field(), c.field);
  }
}

TEST_F(ErrorsTest, APageTokenServesItsOwnRequestOnly) {
  v1::SearchRequest request;
  request.set_query("accord");
  request.set_page_size(1);
  v1::SearchResponse response;
  ASSERT_TRUE(CallRpc(search_, &Search::Search, request, &response).ok());
  ASSERT_NE(response.next_page_token(), "");
  request.set_page_token(response.next_page_token());
  request.set_query("industrie");
  EXPECT_EQ(DetailOf<google::rpc::ErrorInfo>(Ask(request)).reason(),
            "PAGE_TOKEN_MISMATCH");
}

TEST_F(ErrorsTest, AStreamIsRefusedAsACallIs) {
  v1::StreamMentionsRequest request;
  request.set_query(std::string(20'000, 'a'));
  grpc::ClientContext context;
  const auto reader = search_.StreamMentions(&context, request);
  v1::StreamMentionsResponse message;
  EXPECT_FALSE(reader->Read(&message));
  EXPECT_EQ(reader->Finish().error_code(), grpc::StatusCode::INVALID_ARGUMENT);
}

TEST_F(ErrorsTest, AnUnknownArticleIsNotFound) {
  v1::GetArticleRequest request;
  request.set_id("none/such");
  v1::GetArticleResponse response;
  const grpc::Status status =
      CallRpc(articles_, &Articles::GetArticle, request, &response);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::NOT_FOUND);
  EXPECT_EQ(DetailOf<google::rpc::ErrorInfo>(status).reason(),
            "ARTICLE_NOT_FOUND");
}

TEST_F(ErrorsTest, ExplainSaysWhatIsWrongWithARequest) {
  v1::ExplainRequest request;
  request.set_query("accord");
  v1::ExplainResponse response;
  const auto reason = [&] {
    return DetailOf<google::rpc::ErrorInfo>(
               CallRpc(search_, &Search::Explain, request, &response))
        .reason();
  };
  EXPECT_EQ(reason(), "FIELD_INVALID");
  request.set_article_id("none/such");
  EXPECT_EQ(reason(), "ARTICLE_NOT_FOUND");
  request.set_article_id("a/1");
  request.set_query("(accord");
  EXPECT_EQ(reason(), "");
  request.mutable_options()->set_strict(true);
  EXPECT_EQ(reason(), "QUERY_SYNTAX");
  const auto metadata =
      DetailOf<google::rpc::ErrorInfo>(
          CallRpc(search_, &Search::Explain, request, &response))
          .metadata();
  EXPECT_EQ(metadata.at("query_begin"), "0");
  EXPECT_EQ(metadata.at("query_end"), "1");
}

TEST_F(ErrorsTest, ADeadlineInThePastIsExceeded) {
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() -
                       std::chrono::seconds(1));
  v1::SearchResponse response;
  EXPECT_EQ(search_.Search(&context, {}, &response).error_code(),
            grpc::StatusCode::DEADLINE_EXCEEDED);
}

TEST_F(ErrorsTest, TheServerOutlivesWhatItRefuses) {
  for (const std::string& query :
       {std::string(16'384, '('), std::string(8'000, '"'),
        std::string("a\0b", 3), std::string(16'384, '*'),
        std::string("NOT NOT NOT"), std::string("date:9999-99-99")}) {
    v1::SearchRequest request;
    request.set_query(query);
    const grpc::Status status = Ask(request);
    EXPECT_TRUE(status.ok() ||
                status.error_code() == grpc::StatusCode::INVALID_ARGUMENT)
        << status.error_code() << " " << status.error_message();
  }
  EXPECT_TRUE(served_.process().Runs());
}

}  // namespace
}  // namespace vigie
