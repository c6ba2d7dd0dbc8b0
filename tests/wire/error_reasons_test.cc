// The registry of reasons is what docs/errors.md says.
#include "wire/error_reasons.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <string>
#include <vector>

#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "wire/convert_status.h"

namespace vigie::wire {
namespace {

std::string CodesOf(const ErrorReason& reason) {
  std::string codes;
  for (const StatusCode code : reason.codes) {
    codes += (codes.empty() ? "" : ", ") + std::string(StatusCodeName(code));
  }
  return codes;
}

std::string ReasonSent(const Status& status) {
  google::rpc::Status details;
  google::rpc::ErrorInfo info;
  details.ParseFromString(ToGrpcStatus(status).error_details());
  for (const auto& detail : details.details()) detail.UnpackTo(&info);
  return info.reason();
}

TEST(ErrorReasons, AreTheTableOfTheDocument) {
  std::ifstream in(VIGIE_SOURCE_DIR "/docs/errors.md");
  std::vector<std::string> documented;
  for (std::string line; std::getline(in, line);) {
    if (line.rfind("| `", 0) != 0) continue;
    const size_t name_end = line.find("` | ");
    const size_t codes_end = line.find(" | ", name_end + 4);
    documented.push_back(line.substr(3, name_end - 3) + " " +
                         line.substr(name_end + 4, codes_end - name_end - 4));
  }
  std::vector<std::string> registered;
  for (const ErrorReason& reason : ErrorReasons()) {
    registered.push_back(std::string(reason.name) + " " + CodesOf(reason));
  }
  EXPECT_EQ(documented, registered);
}

TEST(ErrorReasons, AreSortedAndFoundByName) {
  const auto& reasons = ErrorReasons();
  EXPECT_TRUE(std::is_sorted(
      reasons.begin(), reasons.end(),
      [](const auto& a, const auto& b) { return a.name < b.name; }));
  for (const ErrorReason& reason : reasons) {
    EXPECT_TRUE(IsErrorReason(reason.name));
  }
  for (const char* other : {"", "ZZZ", "ANALYZER", "overloaded"}) {
    EXPECT_FALSE(IsErrorReason(other)) << other;
  }
}

TEST(ErrorReasons, OthersDoNotLeaveTheServer) {
  EXPECT_EQ(ReasonSent(Status(StatusCode::kInternal, "m", "SECRET_REASON")),
            "INTERNAL");
  EXPECT_EQ(ReasonSent(Status(StatusCode::kDataLoss, "m")), "DATA_LOSS");
  EXPECT_EQ(ReasonSent(Status(StatusCode::kResourceExhausted, "m",
                              "QUERY_TOO_EXPENSIVE")),
            "QUERY_TOO_EXPENSIVE");
}

}  // namespace
}  // namespace vigie::wire
