// A server that writes to an index of its own, in the test's process.
#ifndef TESTS_SERVER_WRITING_SERVER_H_
#define TESTS_SERVER_WRITING_SERVER_H_

#include <future>
#include <memory>
#include <string>
#include <utility>

#include "tests/index/temporary_directory.h"
#include "tests/server/fake_snapshot.h"
#include "vigie/v1/article_service.grpc.pb.h"

namespace vigie::server {

class WritingServerTest : public vigie::testing::TemporaryDirectoryTest {
 protected:
  // Starts with `config`, which says neither where nor that it writes.
  void Start(ServerConfig config) {
    std::promise<Status> first;
    config.index = path("index");
    config.listen.host = "127.0.0.1";
    config.writes = true;
    config.on_first_revision = [&](const Status& s) { first.set_value(s); };
    Result<std::unique_ptr<Server>> started = Server::Start(config);
    ASSERT_TRUE(started.ok()) << started.status().ToString();
    server_ = *std::move(started);
    const Status opened = first.get_future().get();
    ASSERT_TRUE(opened.ok()) << opened.ToString();
    grpc::ChannelArguments arguments;
    arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
    channel_ = grpc::CreateCustomChannel(
        "127.0.0.1:" + std::to_string(server_->port()),
        grpc::InsecureChannelCredentials(), arguments);
    stub_ = v1::ArticleService::NewStub(channel_);
  }

  void TearDown() override {
    server_.reset();
    TemporaryDirectoryTest::TearDown();
  }

  static v1::IngestRequest Put(uint64_t number,
                               v1::WaitFor wait = v1::WAIT_FOR_UNSPECIFIED) {
    v1::IngestRequest request;
    request.set_client_sequence(number);
    request.mutable_article()->set_id("a" + std::to_string(number));
    request.mutable_article()->set_text("Un texte.");
    request.set_wait_for(wait);
    return request;
  }

  std::unique_ptr<Server> server_;
  std::shared_ptr<grpc::Channel> channel_;
  std::unique_ptr<v1::ArticleService::Stub> stub_;
};

}  // namespace vigie::server

#endif  // TESTS_SERVER_WRITING_SERVER_H_
