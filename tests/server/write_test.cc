// Writing through the real program: acknowledgements, errors, visibility,
// drain.
#include <gmock/gmock.h>
#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "tests/server/served_index.h"
#include "vigie/v1/article_service.grpc.pb.h"
#include "vigie/v1/index_service.grpc.pb.h"
#include "vigie/v1/search_service.grpc.pb.h"

namespace vigie {
namespace {

using grpc::StatusCode;

v1::IngestRequest Put(const std::string& id, const std::string& text,
                      v1::WaitFor wait = v1::WAIT_FOR_DURABLE) {
  v1::IngestRequest request;
  request.mutable_article()->set_id(id);
  request.mutable_article()->set_text(text);
  request.set_wait_for(wait);
  return request;
}

v1::IngestRequest Deletion(const std::string& id) {
  v1::IngestRequest request;
  request.mutable_deletion()->set_id(id);
  return request;
}

std::string ReasonOf(const google::rpc::Status& status) {
  google::rpc::ErrorInfo info;
  for (const google::protobuf::Any& any : status.details()) {
    if (any.UnpackTo(&info)) return info.reason();
  }
  return "";
}

std::string ReasonOf(const grpc::Status& status) {
  return DetailOf<google::rpc::ErrorInfo>(status).reason();
}

// A server that writes, and its stubs.
class WriteTest : public ::testing::Test {
 protected:
  explicit WriteTest(const std::vector<std::string>& flags = {"--writes"})
      : served_(OwnArticles(), flags) {
    Connect();
  }

  void Connect() {
    articles_ = v1::ArticleService::NewStub(served_.channel());
    index_ = v1::IndexService::NewStub(served_.channel());
    search_ = v1::SearchService::NewStub(served_.channel());
  }

  uint32_t Hits(const std::string& query) {
    v1::SearchRequest request;
    request.set_query(query);
    v1::SearchResponse response;
    const grpc::Status status =
        CallRpc(*search_, &v1::SearchService::Stub::Search, request, &response);
    EXPECT_TRUE(status.ok()) << status.error_message();
    return response.total_hits();
  }

  // Sends all, then reads all answers; how the stream ended.
  std::pair<grpc::Status, std::vector<v1::IngestResponse>> Ingest(
      const std::vector<v1::IngestRequest>& requests) {
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() +
                         std::chrono::seconds(20));
    auto stream = articles_->Ingest(&context);
    for (const v1::IngestRequest& request : requests) {
      if (!stream->Write(request)) break;
    }
    stream->WritesDone();
    std::vector<v1::IngestResponse> answers;
    for (v1::IngestResponse answer; stream->Read(&answer);) {
      answers.push_back(answer);
    }
    return {stream->Finish(), answers};
  }

  v1::GetStatusResponse Status() {
    v1::GetStatusResponse response;
    const grpc::Status status =
        CallRpc(*index_, &v1::IndexService::Stub::GetStatus, {}, &response);
    EXPECT_TRUE(status.ok()) << status.error_message();
    return response;
  }

  ServedIndex served_;
  std::unique_ptr<v1::ArticleService::Stub> articles_;
  std::unique_ptr<v1::IndexService::Stub> index_;
  std::unique_ptr<v1::SearchService::Stub> search_;
};

TEST_F(WriteTest, AnswersEveryWriteInOrder) {
  std::vector<v1::IngestRequest> requests;
  for (int i = 0; i < 200; ++i) {
    requests.push_back(Put("n/" + std::to_string(i), "Un zigomar de plus."));
  }
  const auto [status, answers] = Ingest(requests);
  ASSERT_TRUE(status.ok()) << status.error_message();
  ASSERT_EQ(answers.size(), requests.size());
  for (size_t i = 0; i < answers.size(); ++i) {
    EXPECT_EQ(answers[i].client_sequence(), i + 1);
    EXPECT_FALSE(answers[i].has_error());
    if (i == 0) continue;
    EXPECT_GT(answers[i].sequence(), answers[i - 1].sequence());
  }
}

TEST_F(WriteTest, ShowsAWriteThatWasWaitedFor) {
  for (const v1::WaitFor wait :
       {v1::WAIT_FOR_VISIBLE, v1::WAIT_FOR_VISIBLE_NOW}) {
    const std::string word = "zigomar" + std::to_string(wait);
    const auto [status, answers] = Ingest({Put("n/1", "Un " + word, wait)});
    ASSERT_TRUE(status.ok()) << status.error_message();
    ASSERT_EQ(answers.size(), 1U);
    EXPECT_GT(answers[0].revision(), 1U);
    EXPECT_EQ(Hits(word), 1U);
  }
}

TEST_F(WriteTest, ReadsWhatItHasWritten) {
  for (int i = 0; i < 3; ++i) {
    const std::string word = "zigomar" + std::to_string(i);
    const auto [status, answers] = Ingest({Put("n/1", "Un " + word)});
    ASSERT_TRUE(status.ok()) << status.error_message();
    v1::SearchRequest request;
    request.set_query(word);
    request.mutable_read_after()->set_sequence(answers[0].sequence());
    v1::SearchResponse response;
    const grpc::Status searched =
        CallRpc(*search_, &v1::SearchService::Stub::Search, request, &response);
    ASSERT_TRUE(searched.ok()) << searched.error_message();
    EXPECT_EQ(response.total_hits(), 1U);
    v1::GetArticleRequest get;
    get.set_id("n/1");
    get.mutable_read_after()->set_revision(response.revision());
    v1::GetArticleResponse got;
    ASSERT_TRUE(
        CallRpc(*articles_, &v1::ArticleService::Stub::GetArticle, get, &got)
            .ok());
    EXPECT_EQ(got.article().text(), "Un " + word);
  }
}

TEST_F(WriteTest, WaitsForNoWriteThatDoesNotCome) {
  v1::SearchRequest request;
  request.mutable_read_after()->set_sequence(1'000'000);
  v1::SearchResponse response;
  grpc::ClientContext context;  // the server's own deadline
  const grpc::Status status = search_->Search(&context, request, &response);
  EXPECT_EQ(status.error_code(), StatusCode::DEADLINE_EXCEEDED);
  EXPECT_EQ(ReasonOf(status), "NOT_VISIBLE");
}

TEST_F(WriteTest, RefusesAFaultyWriteAlone) {
  v1::IngestRequest unknown_type = Put("n/4", "Broadcom");
  v1::SuppliedMention* mention =
      unknown_type.mutable_article()->add_supplied_mentions();
  mention->set_end(8);
  mention->set_type("planet");
  v1::IngestRequest stale = Put("n/5", "ancien");
  stale.mutable_article()->set_version(3);
  v1::IngestRequest newer = Put("n/5", "nouveau");
  newer.mutable_article()->set_version(7);
  const auto [status, answers] = Ingest(
      {Put("n/1", "Un zigomar."), Put("", "sans identifiant"),
       v1::IngestRequest(), Deletion("n/absent"), unknown_type, newer, stale,
       Deletion("a/1"), Put("n/2", "Un zigomar.", v1::WAIT_FOR_VISIBLE)});
  ASSERT_TRUE(status.ok()) << status.error_message();
  const std::vector<std::pair<int, std::string>> want = {
      {StatusCode::OK, ""},
      {StatusCode::INVALID_ARGUMENT, "INVALID_ARTICLE"},
      {StatusCode::INVALID_ARGUMENT, "FIELD_INVALID"},
      {StatusCode::NOT_FOUND, "ARTICLE_NOT_FOUND"},
      {StatusCode::INVALID_ARGUMENT, "FIELD_INVALID"},
      {StatusCode::OK, ""},
      {StatusCode::FAILED_PRECONDITION, "STALE_VERSION"},
      {StatusCode::OK, ""},
      {StatusCode::OK, ""}};
  ASSERT_EQ(answers.size(), want.size());
  for (size_t i = 0; i < want.size(); ++i) {
    EXPECT_EQ(answers[i].error().code(), want[i].first) << i;
    EXPECT_EQ(ReasonOf(answers[i].error()), want[i].second) << i;
    EXPECT_EQ(answers[i].sequence() == 0, answers[i].has_error()) << i;
  }
  EXPECT_EQ(Hits("zigomar"), 2U);
  EXPECT_EQ(Hits("Broadcom"), 0U);
}

TEST_F(WriteTest, EndsAStreamWhoseNumbersFall) {
  v1::IngestRequest fifth = Put("n/5", "cinq");
  fifth.set_client_sequence(5);
  v1::IngestRequest fourth = Put("n/4", "quatre");
  fourth.set_client_sequence(4);
  const auto [status, answers] = Ingest({fifth, fourth, Put("n/6", "six")});
  EXPECT_EQ(status.error_code(), StatusCode::INVALID_ARGUMENT);
  EXPECT_EQ(ReasonOf(status), "CLIENT_SEQUENCE");
  ASSERT_EQ(answers.size(), 1U);
  EXPECT_EQ(answers[0].client_sequence(), 5U);
}

TEST_F(WriteTest, ServesNoMoreStreamsThanItMay) {
  std::vector<std::unique_ptr<grpc::ClientContext>> contexts;
  std::vector<std::unique_ptr<
      grpc::ClientReaderWriter<v1::IngestRequest, v1::IngestResponse>>>
      streams;
  for (int i = 0; i < 4; ++i) {
    contexts.push_back(std::make_unique<grpc::ClientContext>());
    streams.push_back(articles_->Ingest(contexts.back().get()));
    ASSERT_TRUE(streams.back()->Write(Put("n/1", "un")));
    v1::IngestResponse answer;
    ASSERT_TRUE(streams.back()->Read(&answer));
  }
  EXPECT_EQ(Status().writer().ingest_streams(), 4U);
  EXPECT_EQ(ReasonOf(Ingest({Put("n/2", "deux")}).first), "INGEST_STREAMS");
  streams[0]->WritesDone();
  EXPECT_TRUE(streams[0]->Finish().ok());
  contexts[1]->TryCancel();
  EXPECT_EQ(streams[1]->Finish().error_code(), StatusCode::CANCELLED);
  EXPECT_TRUE(
      Eventually([&] { return Status().writer().ingest_streams() == 2; }));
  EXPECT_TRUE(Ingest({Put("n/2", "deux")}).first.ok());
  for (auto& context : contexts) context->TryCancel();
  for (size_t i = 2; i < streams.size(); ++i) {
    IgnoreError(OkStatus(), streams[i]->Finish().error_message().c_str());
  }
}

TEST_F(WriteTest, AnswersWhatItHasReadBeforeItEnds) {
  grpc::ClientContext context;
  auto stream = articles_->Ingest(&context);
  for (int i = 0; i < 50; ++i) {
    ASSERT_TRUE(
        stream->Write(Put("n/" + std::to_string(i), "Un zigomar de plus.")));
  }
  v1::IngestResponse answer;
  ASSERT_TRUE(stream->Read(&answer));
  served_.process().Signal(SIGTERM);
  uint32_t acknowledged = 1;
  while (stream->Read(&answer)) ++acknowledged;
  const grpc::Status status = stream->Finish();
  EXPECT_EQ(status.error_code(), StatusCode::UNAVAILABLE);
  EXPECT_EQ(ReasonOf(status), "SHUTTING_DOWN");
  EXPECT_EQ(served_.process().Wait(), 0);
  served_.Start();
  Connect();
  EXPECT_GE(Hits("zigomar"), acknowledged);
}

TEST_F(WriteTest, KeepsWhatItAcknowledgedBeforeItWasKilled) {
  const auto [status, answers] =
      Ingest({Put("n/1", "Un zigomar."), Deletion("a/2")});
  ASSERT_TRUE(status.ok()) << status.error_message();
  served_.process().Signal(SIGKILL);
  served_.process().Wait();
  served_.Start();
  Connect();
  EXPECT_EQ(Hits("zigomar"), 1U);
  EXPECT_EQ(Hits("cheminots"), 0U);
  EXPECT_GE(Status().index().applied_sequence(), answers[1].sequence());
}

TEST_F(WriteTest, DeletesAndErases) {
  v1::DeleteArticleRequest request;
  request.set_id("a/1");
  request.set_wait_for(v1::WAIT_FOR_VISIBLE_NOW);
  v1::DeleteArticleResponse response;
  grpc::Status status = CallRpc(
      *articles_, &v1::ArticleService::Stub::DeleteArticle, request, &response);
  ASSERT_TRUE(status.ok()) << status.error_message();
  EXPECT_GT(response.sequence(), 0U);
  EXPECT_EQ(Hits("Broadcom"), 0U);
  status = CallRpc(*articles_, &v1::ArticleService::Stub::DeleteArticle,
                   request, &response);
  EXPECT_EQ(ReasonOf(status), "ARTICLE_NOT_FOUND");

  v1::EraseArticleRequest erase;
  erase.set_id("a/2");
  v1::EraseArticleResponse erased;
  status = CallRpc(*articles_, &v1::ArticleService::Stub::EraseArticle, erase,
                   &erased);
  ASSERT_TRUE(status.ok()) << status.error_message();
  EXPECT_EQ(erased.copies(), 1U);
  EXPECT_EQ(Hits("cheminots"), 0U);
  erase.clear_id();
  status = CallRpc(*articles_, &v1::ArticleService::Stub::EraseArticle, erase,
                   &erased);
  EXPECT_EQ(status.error_code(), StatusCode::INVALID_ARGUMENT);
}

TEST_F(WriteTest, HoldsTheLockOfTheIndex) {
  EXPECT_EQ(IndexWriter::Open(served_.directory(), {}).status().reason(),
            "INDEX_LOCKED");
}

TEST_F(WriteTest, PublishesCompactsAndVerifies) {
  ASSERT_TRUE(Ingest({Put("n/1", "Un zigomar.")}).first.ok());
  v1::PublishIndexResponse published;
  ASSERT_TRUE(
      CallRpc(*index_, &v1::IndexService::Stub::PublishIndex, {}, &published)
          .ok());
  EXPECT_EQ(Hits("zigomar"), 1U);
  v1::CompactIndexResponse compacted;
  ASSERT_TRUE(
      CallRpc(*index_, &v1::IndexService::Stub::CompactIndex, {}, &compacted)
          .ok());
  EXPECT_GT(compacted.revision(), published.revision());
  const v1::GetStatusResponse status = Status();
  EXPECT_EQ(status.index().segments_size(), 1);
  EXPECT_EQ(status.writer().segments(), 1U);
  EXPECT_EQ(status.writer().durable_sequence(),
            status.writer().applied_sequence());
  v1::VerifyIndexResponse verified;
  ASSERT_TRUE(
      CallRpc(*index_, &v1::IndexService::Stub::VerifyIndex, {}, &verified)
          .ok());
  EXPECT_EQ(verified.articles(), 4U);
  EXPECT_EQ(verified.damaged_files_size(), 0);
}

TEST_F(WriteTest, MakesNoBackupWithoutAFolderForThem) {
  v1::BackupIndexRequest request;
  request.set_name("lundi");
  v1::BackupIndexResponse response;
  EXPECT_EQ(ReasonOf(CallRpc(*index_, &v1::IndexService::Stub::BackupIndex,
                             request, &response)),
            "BACKUPS_DISABLED");
}

// A server that only reads.
class ReadOnlyTest : public WriteTest {
 protected:
  ReadOnlyTest() : WriteTest({}) {}
};

TEST_F(ReadOnlyTest, RefusesEveryWrite) {
  EXPECT_EQ(ReasonOf(Ingest({Put("n/1", "un")}).first), "WRITES_DISABLED");
  v1::DeleteArticleRequest request;
  request.set_id("a/1");
  v1::DeleteArticleResponse response;
  const grpc::Status status = CallRpc(
      *articles_, &v1::ArticleService::Stub::DeleteArticle, request, &response);
  EXPECT_EQ(status.error_code(), StatusCode::FAILED_PRECONDITION);
  EXPECT_EQ(ReasonOf(status), "WRITES_DISABLED");
  v1::PublishIndexResponse published;
  EXPECT_EQ(ReasonOf(CallRpc(*index_, &v1::IndexService::Stub::PublishIndex, {},
                             &published)),
            "WRITES_DISABLED");
  EXPECT_FALSE(Status().has_writer());
}

}  // namespace
}  // namespace vigie
