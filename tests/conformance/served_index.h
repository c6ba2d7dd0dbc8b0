// One index with every way into it: the library and a server.
#ifndef TESTS_CONFORMANCE_SERVED_INDEX_H_
#define TESTS_CONFORMANCE_SERVED_INDEX_H_

#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "server/server.h"
#include "vigie/snapshot.h"

namespace vigie::conformance {

// Of RandomArticles(kArticles), for as long as the suite runs.
class ServedIndex : public ::testing::Test {
 protected:
  static void SetUpTestSuite();
  static void TearDownTestSuite();
  // Instead of those, other articles, and a budget of their own.
  static void Serve(const std::vector<Article>& articles,
                    const OpenOptions& open);

  // "127.0.0.1:PORT".
  static std::string Address();

  static constexpr int kArticles = 60;
  static constexpr uint32_t kSeed = 20'261'121;

  static std::string directory_;
  static std::shared_ptr<const Snapshot> snapshot_;
  static std::unique_ptr<server::Server> server_;
  static std::shared_ptr<grpc::Channel> channel_;
};

}  // namespace vigie::conformance

#endif  // TESTS_CONFORMANCE_SERVED_INDEX_H_
