#include "wire/convert_status.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"

namespace vigie::wire {
namespace {

google::rpc::Status Parsed(const grpc::Status& status) {
  google::rpc::Status parsed;
  EXPECT_TRUE(parsed.ParseFromString(status.error_details()));
  return parsed;
}

// The detail of type T, which must be there.
template <typename T>
T DetailOf(const grpc::Status& status) {
  T detail;
  const google::rpc::Status parsed = Parsed(status);
  for (const google::protobuf::Any& any : parsed.details()) {
    if (any.UnpackTo(&detail)) return detail;
  }
  ADD_FAILURE() << "no " << T::descriptor()->full_name();
  return detail;
}

TEST(ToGrpcStatus, KeepsOk) {
  EXPECT_TRUE(ToGrpcStatus(OkStatus()).ok());
  EXPECT_EQ(ToGrpcStatus(OkStatus()).error_details(), "");
}

TEST(ToGrpcStatus, KeepsEveryCode) {
  for (int code = 1; code <= 15; ++code) {
    const grpc::Status got =
        ToGrpcStatus(Status(static_cast<StatusCode>(code), "message"));
    EXPECT_EQ(static_cast<int>(got.error_code()), code);
    EXPECT_EQ(got.error_message(), "message");
    EXPECT_EQ(Parsed(got).code(), code);
  }
}

TEST(ToGrpcStatus, TellsTheReasonInErrorInfo) {
  ErrorDetails details;
  details.metadata["byte"] = "12";
  const auto info = DetailOf<google::rpc::ErrorInfo>(ToGrpcStatus(
      Status(StatusCode::kInvalidArgument, "m", "QUERY_SYNTAX"), details));
  EXPECT_EQ(info.reason(), "QUERY_SYNTAX");
  EXPECT_EQ(info.domain(), "vigie.v1");
  EXPECT_EQ(info.metadata().at("byte"), "12");
}

TEST(ToGrpcStatus, GivesTheBytesOfAFaultyQueryAsMetadata) {
  const auto info = DetailOf<google::rpc::ErrorInfo>(ToGrpcStatus(
      Status(StatusCode::kInvalidArgument, "a fault", "UNKNOWN_ENTITY")
          .At({3, 17})));
  EXPECT_EQ(info.metadata().at("query_begin"), "3");
  EXPECT_EQ(info.metadata().at("query_end"), "17");
  EXPECT_EQ(DetailOf<google::rpc::ErrorInfo>(
                ToGrpcStatus(Status(StatusCode::kInvalidArgument, "a fault",
                                    "FIELD_INVALID")
                                 .At({3, 17})))
                .metadata_size(),
            0);
}

TEST(ToGrpcStatus, GivesTheCodeAsReasonWhereThereIsNone) {
  EXPECT_EQ(DetailOf<google::rpc::ErrorInfo>(
                ToGrpcStatus(Status(StatusCode::kDataLoss, "m")))
                .reason(),
            "DATA_LOSS");
}

TEST(ToGrpcStatus, ListsViolationsUpToEight) {
  ErrorDetails details;
  for (int i = 0; i < 100; ++i) {
    details.violations.push_back(
        {"ids[" + std::to_string(i) + "]", std::string(10'000, 'x')});
  }
  const grpc::Status got =
      ToGrpcStatus(Status(StatusCode::kInvalidArgument, "m"), details);
  const auto bad = DetailOf<google::rpc::BadRequest>(got);
  EXPECT_EQ(bad.field_violations_size(), 8);
  EXPECT_EQ(bad.field_violations(1).field(), "ids[1]");
  EXPECT_LT(got.error_details().size(), 4'000U);
}

TEST(ToGrpcStatus, SaysWhenToRetry) {
  ErrorDetails details;
  details.retry_after = std::chrono::milliseconds(1'200);
  const auto retry = DetailOf<google::rpc::RetryInfo>(ToGrpcStatus(
      Status(StatusCode::kResourceExhausted, "m", "OVERLOADED"), details));
  EXPECT_EQ(retry.retry_delay().seconds(), 1);
  EXPECT_EQ(retry.retry_delay().nanos(), 200'000'000);
}

TEST(ToGrpcStatus, CutsLongMessagesBetweenCodePoints) {
  std::string message = "x";
  for (int i = 0; i < 4'000; ++i) message += "é";
  const std::string got =
      ToGrpcStatus(Status(StatusCode::kInvalidArgument, message))
          .error_message();
  EXPECT_EQ(got.size(), 999U);
  EXPECT_EQ(got, message.substr(0, 999));
}

TEST(ToGrpcStatus, NamesDamagedFilesWithoutTheirDirectory) {
  struct Case {
    const char* message;
    const char* want;
  };
  for (const Case& c : {
           Case{"/var/lib/vigie/seg-1/postings: CRC32C differs",
                "postings: CRC32C differs"},
           Case{"file \"/srv/a/columns\" is cut", "file \"columns\" is cut"},
           Case{"cannot read (/srv/x/), stop", "cannot read (x/), stop"},
           Case{"a / b", "a / b"},
           Case{"no path at all", "no path at all"},
           Case{"", ""},
       }) {
    EXPECT_EQ(
        ToGrpcStatus(Status(StatusCode::kDataLoss, c.message)).error_message(),
        c.want);
  }
}

TEST(ToGrpcStatus, KeepsTheSlashesOfWhatTheCallerSent) {
  EXPECT_EQ(ToGrpcStatus(Status(StatusCode::kNotFound, "no article a/b/c"))
                .error_message(),
            "no article a/b/c");
}

}  // namespace
}  // namespace vigie::wire
