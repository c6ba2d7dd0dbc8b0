// Writing with a token of some sources, and within the bounds of a client.
#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "tests/server/new_token.h"
#include "tests/server/served_index.h"
#include "vigie/v1/article_service.grpc.pb.h"

namespace vigie {
namespace {

using grpc::StatusCode;

v1::IngestRequest Put(const std::string& id, const std::string& source) {
  v1::IngestRequest request;
  request.mutable_article()->set_id(id);
  request.mutable_article()->set_text("Un zigomar de " + source + ".");
  request.mutable_article()->set_source(source);
  return request;
}

v1::IngestRequest Deletion(const std::string& id) {
  v1::IngestRequest request;
  request.mutable_deletion()->set_id(id);
  return request;
}

class ScopedWriteTest : public ::testing::Test {
 protected:
  using Stream =
      grpc::ClientReaderWriter<v1::IngestRequest, v1::IngestResponse>;

  explicit ScopedWriteTest(const std::vector<std::string>& limits = {
                               "--client-calls", "1"}) {
    const std::string file = scratch_ / "tokens.toml";
    everything_ = NewToken(file, "all --scope ingest");
    afp_ = NewToken(file, "afp --scope search --scope ingest --source AFP");
    std::vector<std::string> flags = {"--writes", "--tokens", file};
    flags.insert(flags.end(), limits.begin(), limits.end());
    served_ = std::make_unique<ServedIndex>(OwnArticles(), flags);
    stub_ = v1::ArticleService::NewStub(served_->channel());
  }

  static void Authorize(const std::string& token,
                        grpc::ClientContext* context) {
    context->set_deadline(std::chrono::system_clock::now() +
                          std::chrono::seconds(20));
    context->AddMetadata("authorization", "Bearer " + token);
  }

  // The code of each answer to `requests`, sent on one stream.
  std::vector<int> Ingest(const std::string& token,
                          const std::vector<v1::IngestRequest>& requests) {
    grpc::ClientContext context;
    Authorize(token, &context);
    const auto stream = stub_->Ingest(&context);
    for (const v1::IngestRequest& request : requests) stream->Write(request);
    stream->WritesDone();
    std::vector<int> codes;
    for (v1::IngestResponse answer; stream->Read(&answer);) {
      codes.push_back(answer.error().code());
    }
    const grpc::Status ended = stream->Finish();
    EXPECT_TRUE(ended.ok()) << ended.error_message();
    return codes;
  }

  StatusCode Delete(const std::string& token, const std::string& id) {
    return TryDelete(token, id).error_code();
  }

  grpc::Status TryDelete(const std::string& token, const std::string& id) {
    grpc::ClientContext context;
    Authorize(token, &context);
    v1::DeleteArticleRequest request;
    request.set_id(id);
    v1::DeleteArticleResponse response;
    return stub_->DeleteArticle(&context, request, &response);
  }

  TemporaryDirectory scratch_;
  std::string everything_;
  std::string afp_;
  std::unique_ptr<ServedIndex> served_;
  std::unique_ptr<v1::ArticleService::Stub> stub_;
};

TEST_F(ScopedWriteTest, ATokenWithSourcesWritesTheirArticlesAlone) {
  EXPECT_EQ(Ingest(everything_, {Put("n/1", "Le Monde"), Put("n/2", "AFP")}),
            (std::vector<int>{StatusCode::OK, StatusCode::OK}));
  EXPECT_EQ(Ingest(afp_, {Put("n/3", "AFP"), Put("n/4", "Le Monde"),
                          Put("n/5", ""), Put("n/1", "AFP"), Put("n/2", "AFP"),
                          Deletion("n/1"), Deletion("n/2"), Put("a/1", "AFP")}),
            (std::vector<int>{StatusCode::OK, StatusCode::PERMISSION_DENIED,
                              StatusCode::PERMISSION_DENIED,
                              StatusCode::PERMISSION_DENIED, StatusCode::OK,
                              StatusCode::NOT_FOUND, StatusCode::OK,
                              StatusCode::PERMISSION_DENIED}));
  EXPECT_EQ(Delete(afp_, "n/1"), StatusCode::NOT_FOUND);
  EXPECT_EQ(Delete(afp_, "n/3"), StatusCode::OK);
  EXPECT_EQ(Delete(everything_, "n/1"), StatusCode::OK);
}

TEST_F(ScopedWriteTest, AStreamIsACallOfItsClient) {
  grpc::ClientContext context;
  Authorize(afp_, &context);
  const auto stream = stub_->Ingest(&context);
  ASSERT_TRUE(stream->Write(Put("n/1", "AFP")));
  v1::IngestResponse answer;
  ASSERT_TRUE(stream->Read(&answer));
  EXPECT_EQ(Delete(afp_, "n/1"), StatusCode::RESOURCE_EXHAUSTED);
  EXPECT_EQ(Delete(everything_, "n/9"), StatusCode::NOT_FOUND);
  grpc::ClientContext second;
  Authorize(afp_, &second);
  EXPECT_EQ(DetailOf<google::rpc::ErrorInfo>(stub_->Ingest(&second)->Finish())
                .reason(),
            "CLIENT_CALLS");
  stream->WritesDone();
  EXPECT_TRUE(stream->Finish().ok());
  EXPECT_TRUE(
      Eventually([&] { return Delete(afp_, "n/1") == StatusCode::OK; }));
}

class WriteRateTest : public ScopedWriteTest {
 protected:
  static constexpr int kRate = 4;  // per second
  WriteRateTest()
      : ScopedWriteTest({"--client-writes", std::to_string(kRate)}) {}
};

TEST_F(WriteRateTest, HoldsAStreamBackAndLosesNothing) {
  std::vector<v1::IngestRequest> requests;
  for (int i = 0; i < kRate + 2; ++i) {
    requests.push_back(Put("n/" + std::to_string(i), "AFP"));
  }
  const auto begun = std::chrono::steady_clock::now();
  EXPECT_EQ(Ingest(afp_, requests),
            std::vector<int>(requests.size(), StatusCode::OK));
  // Two more than may be written in one go.
  EXPECT_GE(std::chrono::steady_clock::now() - begun,
            std::chrono::milliseconds(2 * 1'000 / kRate - 1));
  EXPECT_EQ(Delete(everything_, "n/0"), StatusCode::OK);
}

TEST_F(WriteRateTest, PushesBackOtherWrites) {
  grpc::Status refused;
  ASSERT_TRUE(Eventually([&] {
    refused = TryDelete(afp_, "n/1");
    return refused.error_code() != StatusCode::NOT_FOUND;
  }));
  EXPECT_EQ(refused.error_code(), StatusCode::RESOURCE_EXHAUSTED);
  EXPECT_EQ(DetailOf<google::rpc::ErrorInfo>(refused).reason(),
            "CLIENT_WRITES");
  EXPECT_GT(DetailOf<google::rpc::RetryInfo>(refused).retry_delay().nanos(), 0);
  EXPECT_EQ(Delete(everything_, "n/1"), StatusCode::NOT_FOUND);
  EXPECT_TRUE(
      Eventually([&] { return Delete(afp_, "n/1") == StatusCode::NOT_FOUND; }));
}

}  // namespace
}  // namespace vigie
