// The same request gives the same bytes by every way in: the library called
// in-process and its answer converted, against the server over gRPC. Elapsed
// time and page tokens aside, since both ways page on their own.
#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>
#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "tests/conformance/random_requests.h"
#include "tests/conformance/served_index.h"
#include "vigie/snapshot.h"
#include "vigie/v1/article_service.grpc.pb.h"
#include "vigie/v1/entity_service.grpc.pb.h"
#include "vigie/v1/index_service.grpc.pb.h"
#include "vigie/v1/search_service.grpc.pb.h"
#include "wire/convert_article.h"
#include "wire/convert_completeness.h"
#include "wire/convert_entities.h"
#include "wire/convert_explanation.h"
#include "wire/convert_exploration.h"
#include "wire/convert_mention.h"
#include "wire/convert_search.h"
#include "wire/convert_status.h"

namespace vigie {
namespace {

std::string Bytes(const google::protobuf::Message& message) {
  std::string bytes;
  google::protobuf::io::StringOutputStream stream(&bytes);
  google::protobuf::io::CodedOutputStream coded(&stream);
  coded.SetSerializationDeterministic(true);
  message.SerializeToCodedStream(&coded);
  coded.Trim();
  return bytes;
}

// An answer as compared: its status, then its bytes.
struct Answer {
  grpc::Status status;
  std::string bytes;
};

template <typename Response>
Answer AnswerOf(const grpc::Status& status, Response response) {
  if constexpr (!std::is_same_v<Response, v1::ExplainResponse> &&
                !std::is_same_v<Response, v1::ReportCompletenessResponse>) {
    response.clear_elapsed();
  }
  return {status, status.ok() ? Bytes(response) : ""};
}

void ExpectEqual(const Answer& library, const Answer& server,
                 const google::protobuf::Message& request) {
  EXPECT_EQ(library.status.error_code(), server.status.error_code())
      << request.ShortDebugString() << "\n library "
      << library.status.error_message() << "\n server "
      << server.status.error_message();
  EXPECT_EQ(library.status.error_message(), server.status.error_message());
  EXPECT_TRUE(library.bytes == server.bytes) << request.ShortDebugString();
}

// Both ways into one index.
class ConformanceTest : public conformance::ServedIndex {
 protected:
  // Asks the server; the library is asked by each test.
  template <typename Stub, typename Request, typename Response>
  static grpc::Status Ask(grpc::Status (Stub::*method)(grpc::ClientContext*,
                                                       const Request&,
                                                       Response*),
                          const Request& request, Response* response) {
    Stub stub(channel_);
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() +
                         std::chrono::seconds(20));
    return (stub.*method)(&context, request, response);
  }

  template <typename Response, typename Outcome, typename Method,
            typename Request>
  static void ExpectSame(const Outcome& outcome, Method method,
                         const Request& request);

  conformance::RandomRequests random_{kSeed};
};

// The library's answer to a request, as the wire would carry it.
template <typename Response, typename Outcome>
Answer InProcess(const Outcome& result, std::string* next_page_token) {
  if (!result.ok()) return {wire::ToGrpcStatus(result.status()), ""};
  Response response;
  wire::ToProto(*result, &response);
  if constexpr (std::is_same_v<Response, v1::SearchResponse> ||
                std::is_same_v<Response, v1::ListMentionsResponse>) {
    *next_page_token = response.next_page_token();
    if (!next_page_token->empty()) response.set_next_page_token("more");
  }
  return AnswerOf(grpc::Status::OK, response);
}

// Asks the server what the library has answered.
template <typename Response, typename Outcome, typename Method,
          typename Request>
void ConformanceTest::ExpectSame(const Outcome& outcome, Method method,
                                 const Request& request) {
  std::string unused;
  const Answer library = InProcess<Response>(outcome, &unused);
  Response response;
  const grpc::Status status = Ask(method, request, &response);
  ExpectEqual(library, AnswerOf(status, response), request);
}

TEST_F(ConformanceTest, SearchAndEveryPageOfIt) {
  for (int i = 0; i < 150; ++i) {
    v1::SearchRequest request = random_.Search();
    std::string library_token;
    std::string server_token;
    do {
      request.set_page_token(library_token);
      const Answer library = InProcess<v1::SearchResponse>(
          snapshot_->Search(wire::FromProto(request)), &library_token);
      request.set_page_token(server_token);
      v1::SearchResponse response;
      const grpc::Status status =
          Ask(&v1::SearchService::Stub::Search, request, &response);
      server_token = response.next_page_token();
      if (!server_token.empty()) response.set_next_page_token("more");
      ExpectEqual(library, AnswerOf(status, response), request);
      if (HasFailure()) return;
    } while (!library_token.empty());
  }
}

TEST_F(ConformanceTest, MentionsAndEveryPageOfThem) {
  for (int i = 0; i < 150; ++i) {
    v1::ListMentionsRequest request = random_.Mentions();
    std::string library_token;
    std::string server_token;
    do {
      request.set_page_token(library_token);
      const Answer library = InProcess<v1::ListMentionsResponse>(
          snapshot_->ListMentions(wire::FromProto(request)), &library_token);
      request.set_page_token(server_token);
      v1::ListMentionsResponse response;
      const grpc::Status status =
          Ask(&v1::SearchService::Stub::ListMentions, request, &response);
      server_token = response.next_page_token();
      if (!server_token.empty()) response.set_next_page_token("more");
      ExpectEqual(library, AnswerOf(status, response), request);
      if (HasFailure()) return;
    } while (!library_token.empty());
  }
}

TEST_F(ConformanceTest, StreamsOfMentions) {
  for (int i = 0; i < 60; ++i) {
    const v1::StreamMentionsRequest request = random_.Stream();
    std::vector<std::string> rows;
    const auto result = snapshot_->StreamMentions(
        wire::FromProto(request), [&](MentionRow&& row) {
          v1::MentionRow converted;
          wire::ToProto(row, &converted);
          rows.push_back(Bytes(converted));
          return true;
        });
    std::string unused;
    const Answer library =
        InProcess<v1::StreamMentionsSummary>(result, &unused);

    v1::SearchService::Stub stub(channel_);
    grpc::ClientContext context;
    const auto reader = stub.StreamMentions(&context, request);
    v1::StreamMentionsResponse message;
    std::vector<std::string> streamed;
    while (reader->Read(&message) && message.has_row()) {
      streamed.push_back(Bytes(message.row()));
    }
    while (reader->Read(&message)) {
    }
    ExpectEqual(library, AnswerOf(reader->Finish(), message.summary()),
                request);
    EXPECT_EQ(rows, streamed) << request.ShortDebugString();
  }
}

TEST_F(ConformanceTest, StreamsOfArticlesFromAnyTokenOn) {
  for (int i = 0; i < 60; ++i) {
    v1::StreamArticlesRequest request = random_.Articles();
    for (int part = 0; part < 2; ++part) {
      std::vector<std::string> rows;
      std::string token;
      const auto result = snapshot_->StreamArticles(
          wire::FromProto(request), [&](ArticleRow&& row) {
            v1::StreamArticlesResponse converted;
            wire::ToProto(row.article, converted.mutable_article());
            converted.set_score(row.score);
            converted.set_resume_token(row.resume_token);
            rows.push_back(Bytes(converted));
            if (rows.size() % 5 == 1) token = row.resume_token;
            return true;
          });
      std::string unused;
      const Answer library =
          InProcess<v1::StreamArticlesSummary>(result, &unused);

      v1::SearchService::Stub stub(channel_);
      grpc::ClientContext context;
      const auto reader = stub.StreamArticles(&context, request);
      v1::StreamArticlesResponse message;
      std::vector<std::string> streamed;
      while (reader->Read(&message) && message.has_article()) {
        streamed.push_back(Bytes(message));
      }
      while (reader->Read(&message)) {
      }
      ExpectEqual(library, AnswerOf(reader->Finish(), message.summary()),
                  request);
      EXPECT_EQ(rows, streamed) << request.ShortDebugString();
      request.set_resume_token(token);
    }
  }
}

TEST_F(ConformanceTest, Receipts) {
  for (int i = 0; i < 60; ++i) {
    v1::SearchRequest request = random_.Search();
    request.set_receipt(true);
    v1::SearchResponse first;
    if (!Ask(&v1::SearchService::Stub::Search, request, &first).ok()) continue;
    ASSERT_TRUE(first.has_receipt());
    v1::ReplayRequest replay;
    *replay.mutable_receipt() = first.receipt();
    const Result<ReplayResult> result =
        snapshot_->Replay(wire::FromProto(replay));
    ASSERT_TRUE(result.ok()) << result.status().ToString();
    EXPECT_TRUE(result->identical) << request.ShortDebugString();
    v1::ReplayResponse library;
    wire::ToProto(*result, &library);
    v1::ReplayResponse server;
    ASSERT_TRUE(Ask(&v1::SearchService::Stub::Replay, replay, &server).ok());
    for (v1::ReplayResponse* response : {&library, &server}) {
      response->mutable_response()->clear_elapsed();
      response->mutable_response()->clear_next_page_token();
    }
    EXPECT_EQ(Bytes(library), Bytes(server)) << request.ShortDebugString();
  }
}

TEST_F(ConformanceTest, Facets) {
  for (int i = 0; i < 150; ++i) {
    const v1::ListFacetsRequest request = random_.Facets();
    std::string unused;
    const Answer library = InProcess<v1::ListFacetsResponse>(
        snapshot_->ListFacets(wire::FromProto(request)), &unused);
    v1::ListFacetsResponse response;
    const grpc::Status status =
        Ask(&v1::SearchService::Stub::ListFacets, request, &response);
    ExpectEqual(library, AnswerOf(status, response), request);
  }
}

TEST_F(ConformanceTest, Explanations) {
  for (int i = 0; i < 300; ++i) {
    const v1::ExplainRequest request = random_.Explain(kArticles);
    std::string unused;
    const Answer library = InProcess<v1::ExplainResponse>(
        snapshot_->Explain(wire::FromProto(request)), &unused);
    v1::ExplainResponse response;
    const grpc::Status status =
        Ask(&v1::SearchService::Stub::Explain, request, &response);
    ExpectEqual(library, AnswerOf(status, response), request);
  }
}

TEST_F(ConformanceTest, Explorations) {
  for (int i = 0; i < 150; ++i) {
    const v1::TimelineRequest timeline = random_.Timeline();
    ExpectSame<v1::TimelineResponse>(
        snapshot_->Timeline(wire::FromProto(timeline)),
        &v1::SearchService::Stub::Timeline, timeline);
    const v1::RelatedRequest related = random_.Related();
    ExpectSame<v1::RelatedResponse>(
        snapshot_->Related(wire::FromProto(related)),
        &v1::SearchService::Stub::Related, related);
    const v1::ReportCompletenessRequest report = random_.Completeness();
    ExpectSame<v1::ReportCompletenessResponse>(
        snapshot_->ReportCompleteness(wire::FromProto(report)),
        &v1::SearchService::Stub::ReportCompleteness, report);
    const v1::CompareRequest compare = random_.Compare();
    ExpectSame<v1::CompareResponse>(
        snapshot_->Compare(wire::FromProto(compare)),
        &v1::SearchService::Stub::Compare, compare);
    const v1::SimilarRequest similar = random_.Similar(kArticles);
    ExpectSame<v1::SimilarResponse>(
        snapshot_->Similar(wire::FromProto(similar)),
        &v1::SearchService::Stub::Similar, similar);
    const v1::SuggestRequest suggest = random_.Suggest();
    ExpectSame<v1::SuggestResponse>(
        snapshot_->Suggest(wire::FromProto(suggest)),
        &v1::SearchService::Stub::Suggest, suggest);
    if (HasFailure()) return;
  }
}

TEST_F(ConformanceTest, EntitiesFoundListedAndRelated) {
  using Stub = v1::EntityService::Stub;
  v1::ListEntitiesRequest list;
  list.set_page_size(3);
  for (bool more = true; more;) {
    const auto page = snapshot_->ListEntities(wire::FromProto(list));
    ExpectSame<v1::ListEntitiesResponse>(page, &Stub::ListEntities, list);
    ASSERT_TRUE(page.ok());
    for (const EntityCard& card : page->entities) {
      v1::SearchEntitiesRequest search;
      search.set_text(card.entity.label);
      search.set_limit(5);
      ExpectSame<v1::SearchEntitiesResponse>(
          snapshot_->SearchEntities(wire::FromProto(search)),
          &Stub::SearchEntities, search);
      v1::ListRelatedEntitiesRequest related;
      related.set_id(card.entity.id);
      ExpectSame<v1::ListRelatedEntitiesResponse>(
          snapshot_->Related(wire::FromProto(related)),
          &Stub::ListRelatedEntities, related);
      v1::GetEntityRequest get;
      get.set_id(card.entity.id);
      v1::GetEntityResponse got;
      ASSERT_TRUE(Ask(&Stub::GetEntity, get, &got).ok());
      v1::GetEntityResponse want;
      want.set_revision(snapshot_->revision());
      wire::ToProto(card, want.mutable_entity());
      EXPECT_EQ(Bytes(got), Bytes(want));
    }
    list.set_page_token(page->next_page_token);
    more = !list.page_token().empty() && !HasFailure();
  }
  v1::GetEntityRequest unknown;
  unknown.set_id("org/nobody");
  v1::GetEntityResponse none;
  const grpc::Status status = Ask(&Stub::GetEntity, unknown, &none);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::NOT_FOUND);
  EXPECT_EQ(status.error_message(),
            snapshot_->GetEntity("org/nobody").status().message());
}

TEST_F(ConformanceTest, AnalysisArticlesAndStatus) {
  for (const Article& article : conformance::RandomArticles(kArticles)) {
    v1::AnalyzeRequest analyze;
    analyze.set_text(article.text);
    v1::AnalyzeResponse analyzed;
    ASSERT_TRUE(
        Ask(&v1::SearchService::Stub::Analyze, analyze, &analyzed).ok());
    v1::AnalyzeResponse want_tokens;
    wire::ToProto(*snapshot_->Analyze(article.text), &want_tokens);
    EXPECT_EQ(Bytes(analyzed), Bytes(want_tokens));

    v1::GetArticleRequest get;
    get.set_id(article.id);
    get.set_include_mentions(true);
    v1::GetArticleResponse got;
    ASSERT_TRUE(Ask(&v1::ArticleService::Stub::GetArticle, get, &got).ok());
    v1::GetArticleResponse want;
    want.set_revision(snapshot_->revision());
    wire::ToProto(*snapshot_->GetArticle(article.id), want.mutable_article());
    const auto mentions = snapshot_->GetArticleMentions(article.id);
    ASSERT_TRUE(mentions.ok());
    for (const Mention& mention : *mentions) {
      wire::ToProto(mention, want.add_mentions());
    }
    EXPECT_EQ(Bytes(got), Bytes(want));
  }
  v1::GetStatusResponse status;
  ASSERT_TRUE(
      Ask(&v1::IndexService::Stub::GetStatus, v1::GetStatusRequest(), &status)
          .ok());
  v1::IndexStatus want;
  wire::ToProto(snapshot_->GetStatus(), &want);
  EXPECT_EQ(Bytes(status.index()), Bytes(want));
  EXPECT_EQ(status.pinned().revisions(), 0U);
  EXPECT_GT(status.pinned().cap_bytes(), 0U);
}

}  // namespace
}  // namespace vigie
