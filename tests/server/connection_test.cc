// Connections that are old, idle or silent are closed; what runs ends well.
#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <memory>
#include <string>
#include <utility>

#include "tests/server/writing_server.h"

namespace vigie::server {
namespace {

constexpr std::chrono::milliseconds kShort(100);

class ConnectionTest : public WritingServerTest {
 protected:
  void Connect(const ConnectionLimits& limits) {
    ServerConfig config;
    config.connections = limits;
    Start(std::move(config));
    ASSERT_TRUE(channel_->WaitForConnected(Soon()));
  }

  // Whether the connection that is there ends in time.
  bool Ends() {
    return channel_->WaitForStateChange(GRPC_CHANNEL_READY, Soon());
  }

  // Of an article that is not there: an answer all the same.
  grpc::StatusCode Get() {
    grpc::ClientContext context;
    context.set_deadline(Soon());
    v1::GetArticleRequest request;
    request.set_id("nobody");
    v1::GetArticleResponse response;
    return stub_->GetArticle(&context, request, &response).error_code();
  }
};

TEST_F(ConnectionTest, EndsAtItsAgeAfterTheCallsThatRun) {
  ConnectionLimits limits;
  limits.age = kShort;
  Connect(limits);
  grpc::ClientContext context;
  context.set_deadline(Soon());
  const auto stream = stub_->Ingest(&context);
  v1::IngestResponse answer;
  ASSERT_TRUE(stream->Write(Put(1)));
  ASSERT_TRUE(stream->Read(&answer));
  ASSERT_TRUE(Ends());
  // Another connection takes new calls; the stream goes on on the old one.
  EXPECT_EQ(Get(), grpc::StatusCode::NOT_FOUND);
  EXPECT_TRUE(stream->Write(Put(2)));
  EXPECT_TRUE(stream->Read(&answer));
  EXPECT_EQ(answer.client_sequence(), 2U);
  EXPECT_TRUE(stream->WritesDone());
  EXPECT_TRUE(stream->Finish().ok());
}

TEST_F(ConnectionTest, CutsWhatRunsLongAfterItsAge) {
  ConnectionLimits limits;
  limits.age = kShort;
  limits.age_grace = kShort;
  Connect(limits);
  grpc::ClientContext context;
  context.set_deadline(Soon());
  const auto stream = stub_->Ingest(&context);
  v1::IngestResponse answer;
  EXPECT_FALSE(stream->Read(&answer));
  EXPECT_EQ(stream->Finish().error_code(), grpc::StatusCode::UNAVAILABLE);
}

TEST_F(ConnectionTest, EndsWithoutCalls) {
  ConnectionLimits limits;
  limits.idle = kShort;
  Connect(limits);
  EXPECT_TRUE(Ends());
  EXPECT_EQ(Get(), grpc::StatusCode::NOT_FOUND);
}

// A client of HTTP/2 that answers no ping.
class SilentClient {
 public:
  explicit SilentClient(int port) : socket_(socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const timeval patience = {20, 0};
    setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    EXPECT_EQ(
        connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address),
        0);
    Send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + Frame(kSettings, 0, 0, ""));
  }
  ~SilentClient() { close(socket_); }
  SilentClient(const SilentClient&) = delete;
  SilentClient& operator=(const SilentClient&) = delete;

  // Begins a call of `path`, and does not end its request.
  void Call(const std::string& path) const {
    std::string headers;
    for (const auto& [name, value] :
         {std::pair<std::string, std::string>{":method", "POST"},
          {":scheme", "http"},
          {":path", path},
          {":authority", "vigie"},
          {"te", "trailers"},
          {"content-type", "application/grpc"}}) {
      // RFC 7541, 6.2.2: a literal without indexing, its name in full.
      headers += '\0';
      headers += static_cast<char>(name.size()) + name;
      headers += static_cast<char>(value.size()) + value;
    }
    Send(Frame(kHeaders, kEndHeaders, 1, headers));
  }

  // The pings of the server until it closes the connection; -1 if it does not.
  int PingsUntilClosed() const {
    int pings = 0;
    for (std::string head; Receive(9, &head);) {
      if (head[3] == kPing && head[4] == 0) ++pings;
      const auto byte = [&](int i) { return static_cast<uint8_t>(head[i]); };
      std::string body;
      if (!Receive(byte(0) << 16U | byte(1) << 8U | byte(2), &body)) break;
    }
    return errno == EAGAIN ? -1 : pings;
  }

 private:
  static constexpr char kHeaders = 1;
  static constexpr char kSettings = 4;
  static constexpr char kPing = 6;
  static constexpr char kEndHeaders = 4;

  // RFC 9113, 4.1; a body below 64 KiB, a stream below 256.
  static std::string Frame(char type, char flags, char stream,
                           const std::string& body) {
    const char head[] = {0,
                         static_cast<char>(body.size() >> 8U),
                         static_cast<char>(body.size()),
                         type,
                         flags,
                         0,
                         0,
                         0,
                         stream};
    return std::string(head, sizeof head) + body;
  }

  void Send(const std::string& bytes) const {
    EXPECT_EQ(send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL),
              static_cast<ssize_t>(bytes.size()));
  }

  bool Receive(size_t bytes, std::string* into) const {
    into->resize(bytes);
    errno = 0;
    return bytes == 0 || recv(socket_, into->data(), bytes, MSG_WAITALL) ==
                             static_cast<ssize_t>(bytes);
  }

  const int socket_;
};

TEST_F(ConnectionTest, EndsWhenPingsOfACallAreNotAnswered) {
  ConnectionLimits limits;
  limits.keepalive = kShort;
  limits.keepalive_answer = kShort;
  Connect(limits);
  const SilentClient client(server_->port());
  client.Call("/vigie.v1.ArticleService/Ingest");
  EXPECT_GT(client.PingsUntilClosed(), 0);
  // The other client has answered meanwhile.
  EXPECT_EQ(Get(), grpc::StatusCode::NOT_FOUND);
}

}  // namespace
}  // namespace vigie::server
