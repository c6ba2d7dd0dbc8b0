// Reflection lists the services, and describes each with all that it needs.
#include <gmock/gmock.h>
#include <google/protobuf/descriptor.pb.h>
#include <gtest/gtest.h>

#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "grpc/reflection/v1alpha/reflection.grpc.pb.h"
#include "tests/server/served_index.h"

namespace vigie {
namespace {

using ::grpc::reflection::v1alpha::ServerReflection;
using ::grpc::reflection::v1alpha::ServerReflectionRequest;
using ::grpc::reflection::v1alpha::ServerReflectionResponse;
using ::testing::UnorderedElementsAre;

class ReflectionTest : public ::testing::Test {
 protected:
  ReflectionTest()
      : stub_(ServerReflection::NewStub(served_.channel())),
        stream_(stub_->ServerReflectionInfo(&context_)) {}
  ~ReflectionTest() override {
    stream_->WritesDone();
    EXPECT_TRUE(stream_->Finish().ok());
  }

  ServerReflectionResponse Ask(const ServerReflectionRequest& request) {
    ServerReflectionResponse response;
    EXPECT_TRUE(stream_->Write(request));
    EXPECT_TRUE(stream_->Read(&response));
    return response;
  }

  std::vector<std::string> Services() {
    ServerReflectionRequest request;
    request.set_list_services("*");
    const ServerReflectionResponse response = Ask(request);
    std::vector<std::string> names;
    for (const auto& service : response.list_services_response().service()) {
      names.push_back(service.name());
    }
    return names;
  }

  ServedIndex served_;
  grpc::ClientContext context_;
  std::unique_ptr<ServerReflection::Stub> stub_;
  std::unique_ptr<grpc::ClientReaderWriter<ServerReflectionRequest,
                                           ServerReflectionResponse>>
      stream_;
};

TEST_F(ReflectionTest, ListsTheServicesAndHealth) {
  EXPECT_THAT(
      Services(),
      UnorderedElementsAre("grpc.health.v1.Health",
                           "grpc.reflection.v1alpha.ServerReflection",
                           "vigie.v1.ArticleService", "vigie.v1.EntityService",
                           "vigie.v1.IndexService", "vigie.v1.SearchService"));
}

TEST_F(ReflectionTest, DescribesWhatItLists) {
  for (const std::string& name : Services()) {
    ServerReflectionRequest request;
    request.set_file_containing_symbol(name);
    const ServerReflectionResponse response = Ask(request);
    ASSERT_FALSE(response.has_error_response())
        << name << ": " << response.error_response().error_message();
    std::set<std::string> known;
    std::set<std::string> needed;
    bool found = false;
    for (const std::string& bytes :
         response.file_descriptor_response().file_descriptor_proto()) {
      google::protobuf::FileDescriptorProto file;
      ASSERT_TRUE(file.ParseFromString(bytes));
      known.insert(file.name());
      needed.insert(file.dependency().begin(), file.dependency().end());
      for (const auto& service : file.service()) {
        found = found || file.package() + "." + service.name() == name;
      }
    }
    EXPECT_TRUE(found) << name;
    for (const std::string& file : needed) {
      EXPECT_EQ(known.count(file), 1U) << name << " needs " << file;
    }
  }
}

TEST_F(ReflectionTest, SaysThatASymbolIsUnknown) {
  ServerReflectionRequest request;
  request.set_file_containing_symbol("vigie.v1.NoService");
  EXPECT_EQ(Ask(request).error_response().error_code(),
            static_cast<int>(grpc::StatusCode::NOT_FOUND));
}

}  // namespace
}  // namespace vigie
