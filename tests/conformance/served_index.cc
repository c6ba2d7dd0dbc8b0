#include "tests/conformance/served_index.h"

#include <cstdlib>
#include <filesystem>
#include <future>

#include "tests/conformance/random_requests.h"
#include "vigie/index_writer.h"

namespace vigie::conformance {

std::string ServedIndex::directory_;
std::shared_ptr<const Snapshot> ServedIndex::snapshot_;
std::unique_ptr<server::Server> ServedIndex::server_;
std::shared_ptr<grpc::Channel> ServedIndex::channel_;

void ServedIndex::SetUpTestSuite() {
  Serve(RandomArticles(kArticles), OpenOptions());
}

void ServedIndex::Serve(const std::vector<Article>& articles,
                        const OpenOptions& open) {
  std::string name =
      (std::filesystem::temp_directory_path() / "vigie-XXXXXX").string();
  directory_ = mkdtemp(name.data());
  WriterOptions options;
  options.index = IndexOptions();
  options.index->facet_attributes = {"rubrique"};
  auto writer = IndexWriter::Open(directory_ + "/index", options);
  ASSERT_TRUE(writer.ok()) << writer.status().ToString();
  for (const Article& article : articles) {
    ASSERT_TRUE((*writer)->Add(article).ok());
  }
  ASSERT_TRUE((*writer)->Commit().ok());
  auto opened = Snapshot::Open(directory_ + "/index", open);
  ASSERT_TRUE(opened.ok()) << opened.status().ToString();
  snapshot_ = *std::move(opened);

  std::promise<Status> first;
  server::ServerConfig config;
  config.index = directory_ + "/index";
  config.open = open;
  config.listen.host = "127.0.0.1";
  config.on_first_revision = [&](const Status& s) { first.set_value(s); };
  auto started = server::Server::Start(config);
  ASSERT_TRUE(started.ok()) << started.status().ToString();
  server_ = *std::move(started);
  ASSERT_TRUE(first.get_future().get().ok());
  channel_ = grpc::CreateChannel(Address(), grpc::InsecureChannelCredentials());
}

void ServedIndex::TearDownTestSuite() {
  channel_.reset();
  server_.reset();
  snapshot_.reset();
  std::filesystem::remove_all(directory_);
}

std::string ServedIndex::Address() {
  return "127.0.0.1:" + std::to_string(server_->port());
}

}  // namespace vigie::conformance
