// Tokens, TLS, reloading and metrics, over the real program.
#include <gmock/gmock.h>
#include <google/protobuf/descriptor.pb.h>
#include <grpcpp/generic/generic_stub.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <set>

#include "channel/secure_channel.h"
#include "grpc/reflection/v1alpha/reflection.grpc.pb.h"
#include "tests/server/new_token.h"
#include "tests/server/served_index.h"
#include "tests/server/test_certificates.h"
#include "vigie/v1/article_service.grpc.pb.h"
#include "vigie/v1/index_service.grpc.pb.h"
#include "vigie/v1/search_service.grpc.pb.h"

namespace vigie {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
namespace reflection = ::grpc::reflection::v1alpha;

void Write(const std::string& path, const std::string& text) {
  const std::string draft = path + ".draft";
  std::ofstream(draft) << text;
  chmod(draft.c_str(), 0600);
  std::filesystem::rename(draft, path);
}

// The answer to an empty request of any method.
grpc::Status CallWithNothing(
    const std::shared_ptr<grpc::Channel>& channel, const std::string& method,
    const std::string& token,
    std::chrono::seconds longest = std::chrono::seconds(20)) {
  grpc::TemplatedGenericStub<v1::GetStatusRequest, v1::GetStatusResponse> stub(
      channel);
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + longest);
  if (!token.empty()) context.AddMetadata("authorization", "Bearer " + token);
  const v1::GetStatusRequest request;
  v1::GetStatusResponse response;
  grpc::Status status;
  grpc::CompletionQueue queue;
  const auto call =
      stub.PrepareUnaryCall(&context, "/" + method, request, &queue);
  call->StartCall();
  call->Finish(&response, &status, nullptr);
  void* tag = nullptr;
  bool finished = false;
  queue.Next(&tag, &finished);
  return status;
}

// Every method that reflection knows, as "vigie.v1.SearchService/Search".
std::vector<std::string> MethodsOf(
    const std::shared_ptr<grpc::Channel>& channel) {
  grpc::ClientContext context;
  const auto stub = reflection::ServerReflection::NewStub(channel);
  const auto stream = stub->ServerReflectionInfo(&context);
  const auto ask = [&](const reflection::ServerReflectionRequest& request) {
    reflection::ServerReflectionResponse response;
    EXPECT_TRUE(stream->Write(request) && stream->Read(&response));
    return response;
  };
  std::vector<std::string> methods;
  reflection::ServerReflectionRequest list;
  list.set_list_services("*");
  const reflection::ServerReflectionResponse listed = ask(list);
  for (const auto& service : listed.list_services_response().service()) {
    if (service.name().rfind("vigie.", 0) != 0) continue;
    reflection::ServerReflectionRequest describe;
    describe.set_file_containing_symbol(service.name());
    const reflection::ServerReflectionResponse described = ask(describe);
    for (const std::string& bytes :
         described.file_descriptor_response().file_descriptor_proto()) {
      google::protobuf::FileDescriptorProto file;
      EXPECT_TRUE(file.ParseFromString(bytes));
      for (const auto& known : file.service()) {
        const std::string name = file.package() + "." + known.name();
        if (name != service.name()) continue;
        for (const auto& method : known.method()) {
          methods.push_back(name + "/" + method.name());
        }
      }
    }
  }
  stream->WritesDone();
  EXPECT_TRUE(stream->Finish().ok());
  return methods;
}

class TokenProgramTest : public ::testing::Test {
 protected:
  TokenProgramTest() {
    file_ = scratch_ / "tokens.toml";
    reader_ = NewToken(file_, "reader");
    admin_ =
        NewToken(file_, "admin --scope search --scope ingest --scope admin");
    served_ = std::make_unique<ServedIndex>(
        OwnArticles(), std::vector<std::string>{"--tokens", file_});
  }

  TemporaryDirectory scratch_;
  std::string file_;
  std::string reader_;
  std::string admin_;
  std::unique_ptr<ServedIndex> served_;
};

TEST_F(TokenProgramTest, NoMethodAnswersWithoutAToken) {
  const std::vector<std::string> methods = MethodsOf(served_->channel());
  EXPECT_GE(methods.size(), 25U);
  for (const std::string& method : methods) {
    for (const char* token : {"", "vigie_x", "é"}) {
      const std::string shown = std::string(token) == "é" ? "" : token;
      const grpc::Status status =
          CallWithNothing(served_->channel(), method, shown);
      EXPECT_EQ(status.error_code(), grpc::StatusCode::UNAUTHENTICATED)
          << method << ": " << status.error_message();
      EXPECT_EQ(DetailOf<google::rpc::ErrorInfo>(status).reason(),
                shown.empty() ? "TOKEN_MISSING" : "TOKEN_INVALID");
    }
  }
}

TEST_F(TokenProgramTest, AReaderMayNeitherWriteNorLookAfterTheIndex) {
  std::set<std::string> denied;
  for (const std::string& method : MethodsOf(served_->channel())) {
    const grpc::Status status =
        CallWithNothing(served_->channel(), method, reader_);
    EXPECT_NE(status.error_code(), grpc::StatusCode::UNAUTHENTICATED) << method;
    if (status.error_code() != grpc::StatusCode::PERMISSION_DENIED) continue;
    EXPECT_EQ(DetailOf<google::rpc::ErrorInfo>(status).reason(),
              "SCOPE_MISSING");
    denied.insert(method.substr(method.rfind('.') + 1));
    // What is allowed may wait for more than nothing.
    EXPECT_NE(CallWithNothing(served_->channel(), method, admin_,
                              std::chrono::seconds(1))
                  .error_code(),
              grpc::StatusCode::PERMISSION_DENIED)
        << method;
  }
  EXPECT_EQ(denied,
            (std::set<std::string>{
                "ArticleService/DeleteArticle", "ArticleService/EraseArticle",
                "ArticleService/Ingest", "IndexService/BackupIndex",
                "IndexService/CompactIndex", "IndexService/PublishIndex",
                "IndexService/ReloadDictionary", "IndexService/VerifyIndex"}));
}

TEST_F(TokenProgramTest, SighupReadsTheTokensAgain) {
  const char* method = "vigie.v1.IndexService/GetStatus";
  const std::string later = NewToken(file_, "later");
  EXPECT_FALSE(CallWithNothing(served_->channel(), method, later).ok());
  served_->process().Signal(SIGHUP);
  EXPECT_TRUE(Eventually(
      [&] { return CallWithNothing(served_->channel(), method, later).ok(); }));
  // A file that is wrong changes nothing.
  Write(file_, "[[token");
  served_->process().Signal(SIGHUP);
  EXPECT_TRUE(Eventually([&] {
    return served_->process().Log().find("not reloaded") != std::string::npos;
  }));
  EXPECT_TRUE(CallWithNothing(served_->channel(), method, later).ok());
}

TEST_F(TokenProgramTest, TheLogNamesCallersAndNeitherTokensNorWords) {
  v1::SearchRequest request;
  request.set_query("cheminots");
  grpc::ClientContext context;
  context.AddMetadata("authorization", "Bearer " + reader_);
  context.AddMetadata(
      "traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
  v1::SearchResponse response;
  EXPECT_TRUE(v1::SearchService::NewStub(served_->channel())
                  ->Search(&context, request, &response)
                  .ok());
  CallWithNothing(served_->channel(), "vigie.v1.IndexService/CompactIndex",
                  reader_);
  // Both calls are written down, in no order, after they were answered.
  std::string log;
  EXPECT_TRUE(Eventually([&] {
    log = served_->process().Log();
    return log.find("audit") != std::string::npos &&
           log.find("rpc=SearchService/Search") != std::string::npos;
  }));
  EXPECT_THAT(log, HasSubstr("caller=reader traceparent=00-4bf92f"));
  EXPECT_THAT(log, HasSubstr("reason=SCOPE_MISSING"));
  EXPECT_THAT(log, Not(HasSubstr(reader_)));
  EXPECT_THAT(log, Not(HasSubstr("cheminot")));
}

// Files of a server and its clients.
struct TlsFolder {
  explicit TlsFolder(const TemporaryDirectory& scratch)
      : ca(scratch / "ca.pem"),
        cert(scratch / "cert.pem"),
        key(scratch / "key.pem"),
        client_cert(scratch / "client.pem"),
        client_key(scratch / "client-key.pem") {
    Renew();
  }
  // All of a new authority.
  void Renew() {
    const TestCertificate authority("authority");
    const TestCertificate server("server", authority);
    const TestCertificate client("redaction", authority);
    Write(client_cert, client.certificate_pem());
    Write(client_key, client.key_pem());
    Write(ca, authority.certificate_pem());
    Write(key, server.key_pem());
    Write(cert, server.certificate_pem());
  }
  channel::Files client() const { return {ca, client_cert, client_key, ""}; }

  std::string ca, cert, key, client_cert, client_key;
};

grpc::StatusCode AskStatus(const std::string& address,
                           const channel::Files& files) {
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  const channel::SecureChannel secure(address, files, arguments);
  EXPECT_EQ(secure.fault().kind, channel::Fault::Kind::kNone);
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() +
                       std::chrono::seconds(20));
  secure.Authorize(&context);
  v1::GetStatusResponse response;
  return v1::IndexService::NewStub(secure.channel())
      ->GetStatus(&context, {}, &response)
      .error_code();
}

TEST(TlsProgram, WantsACertificateAndTakesNewOnesWithoutARestart) {
  const TemporaryDirectory scratch;
  TlsFolder folder(scratch);
  ServedIndex served(OwnArticles(), {"--tls-cert", folder.cert, "--tls-key",
                                     folder.key, "--tls-client-ca", folder.ca});
  EXPECT_EQ(AskStatus(served.address(), folder.client()), grpc::StatusCode::OK);
  EXPECT_EQ(AskStatus(served.address(), {folder.ca, "", "", ""}),
            grpc::StatusCode::UNAVAILABLE);
  EXPECT_EQ(AskStatus(served.address(), {}), grpc::StatusCode::UNAVAILABLE);
  EXPECT_TRUE(Eventually([&] {
    return served.process().Log().find("caller=redaction") != std::string::npos;
  }));
  folder.Renew();
  EXPECT_TRUE(Eventually([&] {
    return AskStatus(served.address(), folder.client()) == grpc::StatusCode::OK;
  }));
}

TEST(SecureChannel, SaysWhyItCannotBeMade) {
  const TemporaryDirectory scratch;
  const TlsFolder folder(scratch);
  Write(scratch / "token", "vigie_x\n");
  Write(scratch / "empty", "");
  using Kind = channel::Fault::Kind;
  const auto kind = [](const std::string& address,
                       const channel::Files& files) {
    const channel::SecureChannel made(address, files, {});
    EXPECT_EQ(made.channel() == nullptr, made.fault().kind != Kind::kNone);
    return made.fault().kind;
  };
  const std::string here = "127.0.0.1:1";
  EXPECT_EQ(kind(here, {}), Kind::kNone);
  EXPECT_EQ(kind(here, {"", "", "", scratch / "token"}), Kind::kNone);
  EXPECT_EQ(kind("unix:/x", {"", "", "", scratch / "token"}), Kind::kNone);
  EXPECT_EQ(kind("192.0.2.1:1", {"", "", "", scratch / "token"}),
            Kind::kTokenInClear);
  EXPECT_EQ(kind("192.0.2.1:1", {folder.ca, "", "", scratch / "token"}),
            Kind::kNone);
  EXPECT_EQ(kind(here, {folder.ca, folder.client_cert, "", ""}),
            Kind::kIncomplete);
  EXPECT_EQ(kind(here, {"", folder.client_cert, folder.client_key, ""}),
            Kind::kIncomplete);
  EXPECT_EQ(kind(here, {scratch / "none", "", "", ""}), Kind::kUnreadable);
  EXPECT_EQ(kind(here, {"", "", "", scratch / "empty"}), Kind::kUnreadable);
}

// The answer to GET /metrics of 127.0.0.1.
std::string Scrape(int port) {
  const int client = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  std::string text;
  if (connect(client, reinterpret_cast<const sockaddr*>(&address),
              sizeof address) == 0) {
    const std::string request =
        "GET /metrics HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    EXPECT_GT(send(client, request.data(), request.size(), MSG_NOSIGNAL), 0);
    std::array<char, 4'096> part{};
    for (ssize_t got = 1; got > 0;) {
      got = read(client, part.data(), part.size());
      if (got > 0) text.append(part.data(), static_cast<size_t>(got));
    }
  }
  close(client);
  return text;
}

// A port that nothing listens on just now.
int FreePort() {
  const int probe = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  bind(probe, reinterpret_cast<const sockaddr*>(&address), size);
  getsockname(probe, reinterpret_cast<sockaddr*>(&address), &size);
  close(probe);
  return ntohs(address.sin_port);
}

TEST(MetricsProgram, TellsOfCallsIndexAndCaches) {
  const int port = FreePort();
  ServedIndex served(
      OwnArticles(),
      {"--metrics", "127.0.0.1:" + std::to_string(port), "--writes"});
  v1::SearchResponse response;
  v1::SearchRequest request;
  request.set_query("Microsoft");
  const auto stub = v1::SearchService::NewStub(served.channel());
  ASSERT_TRUE(
      CallRpc(*stub, &v1::SearchService::Stub::Search, request, &response)
          .ok());
  const auto articles = v1::ArticleService::NewStub(served.channel());
  grpc::ClientContext context;
  const auto ingest = articles->Ingest(&context);
  ingest->WritesDone();
  EXPECT_TRUE(ingest->Finish().ok());
  v1::SimilarRequest unknown;
  unknown.set_article_id("none");
  v1::SimilarResponse nothing;
  CallRpc(*stub, &v1::SearchService::Stub::Similar, unknown, &nothing);
  std::string text;  // a search is counted once its answer has left
  EXPECT_TRUE(Eventually([&] {
    text = Scrape(port);
    return text.find("method=\"SearchService/Search\"") != std::string::npos &&
           text.find("method=\"ArticleService/Ingest\"") != std::string::npos;
  }));
  for (const char* line :
       {"vigie_calls_total{code=\"OK\",method=\"SearchService/Search\","
        "reason=\"\"} 1\n",
        "vigie_calls_total{code=\"NOT_FOUND\",method=\"SearchService/Similar\","
        "reason=\"ARTICLE_NOT_FOUND\"} 1\n",
        "vigie_calls_total{code=\"OK\",method=\"ArticleService/Ingest\","
        "reason=\"\"} 1\n",
        "vigie_call_seconds_count{method=\"SearchService/Search\"} 1\n",
        "vigie_articles 3\n", "vigie_segments 1\n", "vigie_serving 1\n",
        "vigie_pinned_revisions ", "vigie_pinned_bytes ",
        "vigie_pinned_cap_bytes 4294967296\n", "vigie_journal_lag 0\n",
        "vigie_merging 0\n", "vigie_posting_cache_bytes ",
        "vigie_posting_cache_misses_total "}) {
    EXPECT_THAT(text, HasSubstr(line));
  }
}

TEST(ConfigProgram, CheckConfigSaysWhetherAStartWouldBeRefused) {
  const TemporaryDirectory scratch;
  const std::string file = scratch / "server.toml";
  const std::string words = "--lang en --check-config --config " + file;
  Write(file,
        "index = \"/srv/index\"\nlisten = \"127.0.0.1:0\"\n"
        "quiet = true\nscrub = 0\n");
  EXPECT_EQ(Output(words), "settings are right\n");
  Write(file, "index = \"/srv/index\"\nlisten = \"192.0.2.1:1\"\n");
  EXPECT_THAT(Output(words), HasSubstr("mutual TLS"));
  Write(file, "index = \"/srv/index\"\ntokens = \"/nonexistent\"\n");
  EXPECT_THAT(Output(words), HasSubstr("/nonexistent"));
  Write(file, "index = \"/srv/index\"\ntls-cert = \"" + file +
                  "\"\ntls-key = \"" + file + "\"\n");
  EXPECT_THAT(Output(words), HasSubstr("no certificate"));
}

}  // namespace
}  // namespace vigie
