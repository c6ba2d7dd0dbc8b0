// Every rpc of the three services, answered by the real program.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/server/served_index.h"
#include "vigie/v1/article_service.grpc.pb.h"
#include "vigie/v1/index_service.grpc.pb.h"
#include "vigie/v1/search_service.grpc.pb.h"
#include "vigie/version.h"

namespace vigie {
namespace {

using ::testing::ElementsAre;

// Each rpc of a server whose poller sleeps, and of one whose poller does not.
class RpcTest : public ::testing::TestWithParam<int> {
 protected:
  using Search = v1::SearchService::Stub;
  using Articles = v1::ArticleService::Stub;
  using Index = v1::IndexService::Stub;

  ServedIndex served_{OwnArticles(),
                      {"--busy-poll", std::to_string(GetParam())}};
  Search search_{served_.channel()};
  Articles articles_{served_.channel()};
  Index index_{served_.channel()};
};

INSTANTIATE_TEST_SUITE_P(Polling, RpcTest, ::testing::Values(0, 10'000));

std::vector<std::string> IdsOf(const v1::SearchResponse& response) {
  std::vector<std::string> ids;
  for (const v1::Hit& hit : response.hits()) ids.push_back(hit.article().id());
  return ids;
}

TEST_P(RpcTest, SearchFindsPagesAndCounts) {
  v1::SearchRequest request;
  request.set_query("accord");
  request.set_sort(v1::SORT_ORDER_OLDEST);
  request.set_page_size(1);
  request.add_facets()->mutable_key()->set_dimension(
      v1::FACET_DIMENSION_SOURCE);
  v1::SearchResponse response;
  grpc::Status status = CallRpc(search_, &Search::Search, request, &response);
  ASSERT_TRUE(status.ok()) << status.error_message();
  EXPECT_EQ(response.total_hits(), 2U);
  EXPECT_THAT(IdsOf(response), ElementsAre("a/1"));
  EXPECT_EQ(response.hits(0).article().text(), "");
  ASSERT_GE(response.hits(0).passages_size(), 1);
  const v1::Passage& passage = response.hits(0).passages(0);
  const std::string text = OwnArticles()[0].text;
  const v1::TextRange& mark = passage.highlights(0);
  EXPECT_EQ(text.substr(mark.begin(), mark.end() - mark.begin()), "accord");
  ASSERT_EQ(response.facets_size(), 1);
  EXPECT_EQ(response.facets(0).values_size(), 2);
  EXPECT_TRUE(response.facets(0).exact());

  request.set_page_token(response.next_page_token());
  status = CallRpc(search_, &Search::Search, request, &response);
  ASSERT_TRUE(status.ok()) << status.error_message();
  EXPECT_THAT(IdsOf(response), ElementsAre("a/2"));
  EXPECT_EQ(response.next_page_token(), "");
}

TEST_P(RpcTest, SearchAnswersNothingWithoutError) {
  v1::SearchRequest request;
  request.set_query("hippopotame");
  v1::SearchResponse response;
  ASSERT_TRUE(CallRpc(search_, &Search::Search, request, &response).ok());
  EXPECT_EQ(response.total_hits(), 0U);
  EXPECT_EQ(response.revision(), 1U);
}

TEST_P(RpcTest, MentionsAreTheSameInPagesAndInAStream) {
  v1::ListMentionsRequest pages;
  pages.set_query("Microsoft");
  pages.set_page_size(1);
  std::vector<std::string> paged;
  v1::ListMentionsResponse page;
  do {
    pages.set_page_token(page.next_page_token());
    const grpc::Status status =
        CallRpc(search_, &Search::ListMentions, pages, &page);
    ASSERT_TRUE(status.ok()) << status.error_message();
    ASSERT_EQ(page.rows_size(), 1);
    paged.push_back(page.rows(0).SerializeAsString());
  } while (!page.next_page_token().empty());

  v1::StreamMentionsRequest request;
  request.set_query("Microsoft");
  grpc::ClientContext context;
  const auto reader = search_.StreamMentions(&context, request);
  std::vector<std::string> streamed;
  v1::StreamMentionsResponse message;
  while (reader->Read(&message) && message.has_row()) {
    streamed.push_back(message.row().SerializeAsString());
  }
  EXPECT_TRUE(message.has_summary());
  EXPECT_TRUE(reader->Finish().ok());
  EXPECT_EQ(streamed, paged);
  EXPECT_EQ(message.summary().total_mentions(), streamed.size());
  EXPECT_EQ(page.total_mentions(), streamed.size());
}

TEST_P(RpcTest, RangesCountInTheUnitAsked) {
  v1::ListMentionsRequest request;
  request.set_query("recruter");
  v1::ListMentionsResponse response;
  ASSERT_TRUE(CallRpc(search_, &Search::ListMentions, request, &response).ok());
  ASSERT_EQ(response.rows_size(), 1);
  const std::string text = OwnArticles()[2].text;
  const auto bytes = static_cast<uint32_t>(text.find("recrute"));
  EXPECT_EQ(response.rows(0).mention().range().begin(), bytes);
  struct Case {
    v1::RangeUnit unit;
    uint32_t fewer;  // than bytes: à, É, é and the emoji before the word
  };
  for (const Case& c :
       {Case{v1::RANGE_UNIT_UTF16, 5}, Case{v1::RANGE_UNIT_CODE_POINTS, 6}}) {
    request.set_range_unit(c.unit);
    ASSERT_TRUE(
        CallRpc(search_, &Search::ListMentions, request, &response).ok());
    EXPECT_EQ(response.rows(0).mention().range().begin(), bytes - c.fewer);
    EXPECT_EQ(response.rows(0).mention().surface(), "recrute");
  }
}

TEST_P(RpcTest, ListFacetsCounts) {
  v1::ListFacetsRequest request;
  v1::FacetKey* key = request.add_facets()->mutable_key();
  key->set_dimension(v1::FACET_DIMENSION_ENTITY);
  key->set_entity_type(v1::ENTITY_TYPE_ORGANIZATION);
  v1::ListFacetsResponse response;
  const grpc::Status status =
      CallRpc(search_, &Search::ListFacets, request, &response);
  ASSERT_TRUE(status.ok()) << status.error_message();
  EXPECT_EQ(response.total_hits(), 3U);
  ASSERT_GE(response.facets(0).values_size(), 1);
  EXPECT_EQ(response.facets(0).values(0).label(), "Microsoft");
  EXPECT_EQ(response.facets(0).values(0).articles(), 2U);
}

TEST_P(RpcTest, AnalyzeShowsTokens) {
  v1::AnalyzeRequest request;
  request.set_text("L’accord");
  v1::AnalyzeResponse response;
  ASSERT_TRUE(CallRpc(search_, &Search::Analyze, request, &response).ok());
  ASSERT_GE(response.tokens_size(), 1);
  const v1::AnalyzedToken& last = response.tokens(response.tokens_size() - 1);
  EXPECT_EQ(last.form(), "accord");
  EXPECT_EQ(last.range().begin(), 4U);
  request.set_range_unit(v1::RANGE_UNIT_UTF16);
  ASSERT_TRUE(CallRpc(search_, &Search::Analyze, request, &response).ok());
  EXPECT_EQ(response.tokens(response.tokens_size() - 1).range().begin(), 2U);
}

TEST_P(RpcTest, ExplainShowsWhatEachClauseFound) {
  v1::SearchRequest search;
  search.set_query("accord industrie");
  v1::SearchResponse hits;
  ASSERT_TRUE(CallRpc(search_, &Search::Search, search, &hits).ok());
  ASSERT_THAT(IdsOf(hits), ElementsAre("a/2"));

  v1::ExplainRequest request;
  request.set_query("accord industrie");
  request.set_article_id("a/2");
  v1::ExplainResponse response;
  grpc::Status status = CallRpc(search_, &Search::Explain, request, &response);
  ASSERT_TRUE(status.ok()) << status.error_message();
  EXPECT_TRUE(response.matches());
  EXPECT_NEAR(response.score(), hits.hits(0).score(), 1e-9);
  EXPECT_EQ(response.revision(), hits.revision());
  ASSERT_EQ(response.clauses_size(), 2);
  double sum = 0;
  for (const v1::ExplainClause& clause : response.clauses()) {
    EXPECT_TRUE(clause.matches());
    EXPECT_EQ(
        clause.clause(),
        request.query().substr(clause.range().begin(),
                               clause.range().end() - clause.range().begin()));
    EXPECT_NE(clause.message(), "");
    EXPECT_NE(clause.message_en(), "");
    sum += clause.weight();
  }
  for (const v1::ExplainPart& part : response.parts()) sum += part.weight();
  EXPECT_NEAR(sum, response.score(), 1e-6);
  const Article article = OwnArticles()[1];
  ASSERT_GE(response.clauses(1).found_size(), 2);  // of title and text
  for (const v1::ExplainMatch& match : response.clauses(1).found()) {
    const std::string& field =
        match.field() == v1::FIELD_TITLE ? article.title : article.text;
    EXPECT_EQ(field.substr(match.range().begin(),
                           match.range().end() - match.range().begin()),
              match.surface());
  }

  request.set_article_id("a/3");
  status = CallRpc(search_, &Search::Explain, request, &response);
  ASSERT_TRUE(status.ok()) << status.error_message();
  EXPECT_FALSE(response.matches());
  EXPECT_EQ(response.score(), 0);
}

TEST_P(RpcTest, ExplainCountsInTheUnitAsked) {
  v1::ExplainRequest request;
  request.set_query("été recruter");
  request.set_article_id("a/3");
  v1::ExplainResponse response;
  ASSERT_TRUE(CallRpc(search_, &Search::Explain, request, &response).ok());
  ASSERT_EQ(response.clauses_size(), 2);
  ASSERT_EQ(response.clauses(1).found_size(), 1);
  const uint32_t clause = response.clauses(1).range().begin();
  const uint32_t place = response.clauses(1).found(0).range().begin();
  request.set_range_unit(v1::RANGE_UNIT_UTF16);
  ASSERT_TRUE(CallRpc(search_, &Search::Explain, request, &response).ok());
  EXPECT_EQ(response.clauses(1).range().begin(), clause - 2);
  // à, É, é and the emoji before the word
  EXPECT_EQ(response.clauses(1).found(0).range().begin(), place - 5);
}

TEST_P(RpcTest, GetArticleReturnsItsTextAndMentions) {
  v1::GetArticleRequest request;
  request.set_id("a/1");
  v1::GetArticleResponse response;
  ASSERT_TRUE(
      CallRpc(articles_, &Articles::GetArticle, request, &response).ok());
  const Article want = OwnArticles()[0];
  EXPECT_EQ(response.article().text(), want.text);
  EXPECT_EQ(response.article().published_at().time().seconds(),
            want.published_at->unix_seconds);
  EXPECT_EQ(response.mentions_size(), 0);
  request.set_include_mentions(true);
  ASSERT_TRUE(
      CallRpc(articles_, &Articles::GetArticle, request, &response).ok());
  ASSERT_GE(response.mentions_size(), 4);
  for (const v1::Mention& mention : response.mentions()) {
    const std::string& field =
        mention.field() == v1::FIELD_TITLE ? want.title : want.text;
    EXPECT_EQ(field.substr(mention.range().begin(),
                           mention.range().end() - mention.range().begin()),
              mention.surface());
  }
}

TEST_P(RpcTest, BatchGetArticlesListsTheUnknown) {
  v1::BatchGetArticlesRequest request;
  for (const char* id : {"a/3", "x", "a/1", "y"}) request.add_ids(id);
  v1::BatchGetArticlesResponse response;
  ASSERT_TRUE(
      CallRpc(articles_, &Articles::BatchGetArticles, request, &response).ok());
  ASSERT_EQ(response.articles_size(), 2);
  EXPECT_EQ(response.articles(0).id(), "a/3");
  EXPECT_EQ(response.articles(1).id(), "a/1");
  EXPECT_THAT(response.not_found_ids(), ElementsAre("x", "y"));
  EXPECT_EQ(response.remaining_ids_size(), 0);
}

TEST_P(RpcTest, GetStatusDescribesTheIndex) {
  v1::GetStatusResponse response;
  ASSERT_TRUE(
      CallRpc(index_, &Index::GetStatus, v1::GetStatusRequest(), &response)
          .ok());
  EXPECT_EQ(response.index().articles(), 3U);
  EXPECT_EQ(response.index().revision(), 1U);
  EXPECT_GT(response.index().entities(), 0U);
  EXPECT_GT(response.index().bytes(), 0U);
  EXPECT_TRUE(response.index().has_oldest());
  EXPECT_EQ(response.index().segments_size(), 1);
  EXPECT_EQ(response.server_version(), Version());
}

TEST_P(RpcTest, LogsEachRequestWithoutItsWords) {
  v1::SearchRequest request;
  request.set_query("confidentiel");
  v1::SearchResponse response;
  ASSERT_TRUE(CallRpc(search_, &Search::Search, request, &response).ok());
  EXPECT_TRUE(Eventually([this] {
    return served_.process().Log().find("rpc=SearchService/Search code=OK") !=
           std::string::npos;
  }));
  EXPECT_EQ(served_.process().Log().find("confidentiel"), std::string::npos);
}

}  // namespace
}  // namespace vigie
