// The program as a process: signals, addresses, health, broken indexes.
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "grpc/health/v1/health.grpc.pb.h"
#include "tests/server/served_index.h"
#include "vigie/v1/index_service.grpc.pb.h"
#include "vigie/v1/search_service.grpc.pb.h"

namespace vigie {
namespace {

namespace fs = std::filesystem;
using ::grpc::health::v1::Health;
using ::grpc::health::v1::HealthCheckRequest;
using ::grpc::health::v1::HealthCheckResponse;

grpc::Status CheckHealth(const std::shared_ptr<grpc::Channel>& channel,
                         const std::string& service,
                         HealthCheckResponse* response) {
  Health::Stub stub(channel);
  HealthCheckRequest request;
  request.set_service(service);
  return CallRpc(stub, &Health::Stub::Check, request, response);
}

TEST(ServerProgram, TellsItsHealthByService) {
  const ServedIndex served;
  for (const char* service :
       {"", "vigie.v1.SearchService", "vigie.v1.ArticleService",
        "vigie.v1.IndexService"}) {
    HealthCheckResponse response;
    EXPECT_TRUE(CheckHealth(served.channel(), service, &response).ok());
    EXPECT_EQ(response.status(), HealthCheckResponse::SERVING) << service;
  }
  HealthCheckResponse response;
  EXPECT_EQ(
      CheckHealth(served.channel(), "vigie.v1.None", &response).error_code(),
      grpc::StatusCode::NOT_FOUND);
}

// A socket that a service manager would listen on.
class ManagerSocket {
 public:
  explicit ManagerSocket(const std::string& path)
      : socket_(socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0)) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    path.copy(address.sun_path, sizeof(address.sun_path) - 1);
    EXPECT_EQ(
        bind(socket_, reinterpret_cast<sockaddr*>(&address), sizeof(address)),
        0);
    const timeval patience{20, 0};
    setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
  }
  ~ManagerSocket() { close(socket_); }
  ManagerSocket(const ManagerSocket&) = delete;
  ManagerSocket& operator=(const ManagerSocket&) = delete;

  // The next message; empty when none comes.
  std::string Next() const {
    std::array<char, 512> bytes{};
    const ssize_t got = recv(socket_, bytes.data(), bytes.size(), 0);
    return got > 0 ? std::string(bytes.data(), static_cast<size_t>(got)) : "";
  }

 private:
  const int socket_;
};

TEST(ServerProgram, TellsItsManagerThatItAnswers) {
  const TemporaryDirectory scratch;
  const std::string path = scratch / "notify";
  const ManagerSocket manager(path);
  setenv("NOTIFY_SOCKET", path.c_str(), 1);
  setenv("WATCHDOG_USEC", "100000", 1);
  const ServedIndex served;
  unsetenv("NOTIFY_SOCKET");
  unsetenv("WATCHDOG_USEC");
  EXPECT_EQ(manager.Next(), "READY=1");
  EXPECT_EQ(manager.Next(), "WATCHDOG=1");
  EXPECT_EQ(manager.Next(), "WATCHDOG=1");
}

TEST(ServerProgram, EndsCleanlyOnEitherSignal) {
  for (int signal : {SIGTERM, SIGINT}) {
    ServedIndex served;
    served.process().Signal(signal);
    EXPECT_EQ(served.process().Wait(), 0);
  }
}

TEST(ServerProgram, TellsWatchersOfItsHealthBeforeItEnds) {
  ServedIndex served;
  Health::Stub stub(served.channel());
  grpc::ClientContext context;
  const auto watch = stub.Watch(&context, HealthCheckRequest());
  HealthCheckResponse response;
  ASSERT_TRUE(watch->Read(&response));
  EXPECT_EQ(response.status(), HealthCheckResponse::SERVING);
  served.process().Signal(SIGTERM);
  ASSERT_TRUE(watch->Read(&response));
  EXPECT_EQ(response.status(), HealthCheckResponse::NOT_SERVING);
  context.TryCancel();
  while (watch->Read(&response)) {
  }
  EXPECT_EQ(served.process().Wait(), 0);
}

TEST(ServerProgram, EndsAtOnceOnASecondSignal) {
  ServedIndex served;
  Article article;
  article.id = "long";
  for (int i = 0; i < 20'000; ++i) article.text += "Microsoft signe. ";
  const uint64_t revision = AddArticles(served.directory(), {article});
  ASSERT_TRUE(Eventually([&] {
    return served.process().Log().find("serving revision " +
                                       std::to_string(revision)) !=
           std::string::npos;
  }));
  // A stream that is not read further keeps the shutdown waiting.
  v1::SearchService::Stub stub(served.channel());
  v1::StreamMentionsRequest request;
  request.set_query("Microsoft");
  grpc::ClientContext context;
  const auto reader = stub.StreamMentions(&context, request);
  v1::StreamMentionsResponse message;
  ASSERT_TRUE(reader->Read(&message));
  served.process().Signal(SIGTERM);
  ASSERT_TRUE(Eventually([&] {
    return served.process().Log().find("shutting down") != std::string::npos;
  }));
  served.process().Signal(SIGTERM);
  EXPECT_EQ(served.process().Wait(), 1);
  context.TryCancel();
  while (reader->Read(&message)) {
  }
  EXPECT_FALSE(reader->Finish().ok());
}

TEST(ServerProgram, RefusesAPortThatIsTaken) {
  const ServedIndex first;
  const TemporaryDirectory scratch;
  ServerProcess second(
      scratch, {"--index", first.directory(), "--listen", first.address()});
  EXPECT_EQ(second.Wait(), 1);
  EXPECT_NE(second.Log().find("cannot listen on " + first.address()),
            std::string::npos)
      << second.Log();
}

TEST(ServerProgram, SaysThatThereIsNoIndex) {
  const TemporaryDirectory scratch;
  ServerProcess server(scratch,
                       {"--index", scratch / "none", "--listen", "127.0.0.1:0",
                        "--port-file", scratch / "port"});
  EXPECT_EQ(server.Wait(), 1);
  EXPECT_NE(server.Log().find("NOT_FOUND"), std::string::npos);
  EXPECT_FALSE(fs::exists(scratch / "port"));
}

TEST(ServerProgram, RefusesADamagedFileAndNamesIt) {
  const TemporaryDirectory scratch;
  AddArticles(scratch / "index", OwnArticles());
  std::string damaged;
  for (const auto& entry :
       fs::recursive_directory_iterator(scratch / "index")) {
    if (entry.is_regular_file() && entry.file_size() > 64 &&
        entry.path().parent_path().filename().string().rfind("seg-", 0) == 0) {
      damaged = entry.path();
    }
  }
  ASSERT_NE(damaged, "");
  {
    std::fstream file(damaged, std::ios::in | std::ios::out);
    file.seekg(40);
    const int byte = file.get();
    file.seekp(40);
    file.put(static_cast<char>(byte ^ 1));
  }
  ServerProcess server(
      scratch, {"--index", scratch / "index", "--listen", "127.0.0.1:0"});
  EXPECT_EQ(server.Wait(), 1);
  EXPECT_NE(server.Log().find("DATA_LOSS"), std::string::npos);
  EXPECT_NE(server.Log().find(fs::path(damaged).filename()), std::string::npos)
      << server.Log();
}

class UnixSocketTest : public ::testing::Test {
 protected:
  UnixSocketTest() { AddArticles(scratch_ / "index", OwnArticles()); }

  std::unique_ptr<ServerProcess> Start() {
    return std::make_unique<ServerProcess>(
        scratch_,
        std::vector<std::string>{"--index", scratch_ / "index", "--listen",
                                 "unix:" + (scratch_ / "socket"), "--port-file",
                                 scratch_ / "ready"});
  }

  bool Answers() {
    v1::IndexService::Stub stub(grpc::CreateChannel(
        "unix:" + (scratch_ / "socket"), grpc::InsecureChannelCredentials()));
    v1::GetStatusResponse response;
    return CallRpc(stub, &v1::IndexService::Stub::GetStatus,
                   v1::GetStatusRequest(), &response)
        .ok();
  }

  bool Ready() {
    return Eventually([this] { return fs::exists(scratch_ / "ready"); });
  }

  TemporaryDirectory scratch_;
};

TEST_F(UnixSocketTest, IsItsOwnersAlone) {
  const auto server = Start();
  ASSERT_TRUE(Ready()) << server->Log();
  struct stat info;
  ASSERT_EQ(stat((scratch_ / "socket").c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777, 0600U);
  EXPECT_TRUE(Answers());
  server->Signal(SIGTERM);
  EXPECT_EQ(server->Wait(), 0);
}

TEST_F(UnixSocketTest, IsTakenOverFromADeadServerOnly) {
  auto first = Start();
  ASSERT_TRUE(Ready()) << first->Log();
  const auto second = Start();
  EXPECT_EQ(second->Wait(), 1);
  EXPECT_NE(second->Log().find("another process serves"), std::string::npos);
  EXPECT_TRUE(Answers());

  first->Signal(SIGKILL);
  first->Wait();
  ASSERT_TRUE(fs::exists(scratch_ / "socket"));
  fs::remove(scratch_ / "ready");
  const auto third = Start();
  ASSERT_TRUE(Ready()) << third->Log();
  EXPECT_TRUE(Answers());
}

}  // namespace
}  // namespace vigie
