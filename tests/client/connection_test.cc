#include "client/connection.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"

namespace vigie::client {
namespace {

using testing::HasSubstr;
using testing::Not;

struct Report {
  int exit_code;
  std::string err;
};

Report ReportOf(grpc::StatusCode code, const std::string& message,
                Language language) {
  Options options;
  options.language = language;
  testing::internal::CaptureStderr();
  Report report;
  report.exit_code =
      ReportError(grpc::Status(code, message), "127.0.0.1:1", options);
  report.err = testing::internal::GetCapturedStderr();
  return report;
}

TEST(ReportError, GivesEachCodeItsExitCode) {
  const std::vector<std::pair<grpc::StatusCode, int>> rows = {
      {grpc::StatusCode::INVALID_ARGUMENT, kExitUsage},
      {grpc::StatusCode::FAILED_PRECONDITION, kExitUsage},
      {grpc::StatusCode::NOT_FOUND, kExitUsage},
      {grpc::StatusCode::UNAVAILABLE, kExitUnreachable},
      {grpc::StatusCode::DEADLINE_EXCEEDED, kExitUnreachable},
      {grpc::StatusCode::RESOURCE_EXHAUSTED, kExitUnreachable},
      {grpc::StatusCode::DATA_LOSS, kExitUnreachable},
      {grpc::StatusCode::CANCELLED, kExitUnreachable},
      {grpc::StatusCode::INTERNAL, kExitUnreachable},
      {grpc::StatusCode::UNIMPLEMENTED, kExitUnreachable},
      {grpc::StatusCode::UNAUTHENTICATED, kExitUsage},
      {grpc::StatusCode::UNKNOWN, kExitUnreachable},
  };
  for (const auto& [code, want] : rows) {
    EXPECT_EQ(ReportOf(code, "x", Language::kFrench).exit_code, want) << code;
  }
}

TEST(ReportError, NamesTheServerOnlyWhenItIsTheTrouble) {
  EXPECT_THAT(
      ReportOf(grpc::StatusCode::UNAVAILABLE, "", Language::kFrench).err,
      HasSubstr("(127.0.0.1:1)"));
  EXPECT_THAT(ReportOf(grpc::StatusCode::NOT_FOUND, "", Language::kFrench).err,
              Not(HasSubstr("127.0.0.1")));
}

// Of a strict query, with the metadata of its ErrorInfo.
std::string FaultOf(const std::string& query,
                    const std::map<std::string, std::string>& metadata) {
  google::rpc::ErrorInfo info;
  info.set_reason("QUERY_SYNTAX");
  info.mutable_metadata()->insert(metadata.begin(), metadata.end());
  google::rpc::Status details;
  details.add_details()->PackFrom(info);
  Options options;
  options.language = Language::kEnglish;
  options.query = query;
  testing::internal::CaptureStderr();
  EXPECT_EQ(ReportError(grpc::Status(grpc::StatusCode::INVALID_ARGUMENT, "m",
                                     details.SerializeAsString()),
                        "127.0.0.1:1", options),
            kExitUsage);
  return testing::internal::GetCapturedStderr();
}

TEST(ReportError, MarksThePlaceWhereTheQueryIsAtFault) {
  const std::string told = "vigie: request refused: m\n";
  EXPECT_EQ(FaultOf("a (b", {{"query_begin", "2"}, {"query_end", "3"}}),
            told + "  a (b\n    ^\n");
  EXPECT_EQ(FaultOf("a (b", {}), told);
  EXPECT_EQ(FaultOf("a (b", {{"query_begin", "2"}}), told);
  EXPECT_EQ(FaultOf("a (b", {{"query_begin", "x"}, {"query_end", "3"}}), told);
  EXPECT_EQ(FaultOf("a (b", {{"query_begin", "2"}, {"query_end", "30"}}), told);
}

TEST(ReportError, TellsAHeavyQueryFromABusyServer) {
  for (const auto& [reason, want] :
       {std::pair("QUERY_TOO_EXPENSIVE", kExitUsage),
        std::pair("OVERLOADED", kExitUnreachable)}) {
    google::rpc::ErrorInfo info;
    info.set_reason(reason);
    google::rpc::Status details;
    details.add_details()->PackFrom(info);
    Options options;
    options.language = Language::kEnglish;
    testing::internal::CaptureStderr();
    EXPECT_EQ(ReportError(grpc::Status(grpc::StatusCode::RESOURCE_EXHAUSTED, "",
                                       details.SerializeAsString()),
                          "127.0.0.1:1", options),
              want);
    EXPECT_EQ(testing::internal::GetCapturedStderr(),
              want == kExitUsage
                  ? "vigie: request too expensive\n"
                  : "vigie: server overloaded, try again (127.0.0.1:1)\n");
  }
}

TEST(ReportError, SpeaksTheLanguageOfTheUser) {
  EXPECT_EQ(
      ReportOf(grpc::StatusCode::NOT_FOUND, "a.txt", Language::kFrench).err,
      "vigie : introuvable : a.txt\n");
  EXPECT_EQ(
      ReportOf(grpc::StatusCode::NOT_FOUND, "a.txt", Language::kEnglish).err,
      "vigie: not found: a.txt\n");
  EXPECT_EQ(ReportOf(grpc::StatusCode::NOT_FOUND, "", Language::kEnglish).err,
            "vigie: not found\n");
}

TEST(ReportError, CannotSendEscapeSequencesToTheTerminal) {
  EXPECT_EQ(
      ReportOf(grpc::StatusCode::NOT_FOUND, "a\033[31m\nb", Language::kEnglish)
          .err,
      "vigie: not found: a [31m\nb\n");
}

TEST(Connection, ToNobodyEndsWithinTheTimeout) {
  Connection connection("unix:/nonexistent/vigie-socket", 5'000, {});
  const auto context = connection.NewContext();
  v1::GetStatusResponse response;
  const grpc::Status status = connection.index().GetStatus(
      context.get(), v1::GetStatusRequest(), &response);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::UNAVAILABLE);
}

}  // namespace
}  // namespace vigie::client
