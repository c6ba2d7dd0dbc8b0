#include "server/metrics.h"

#include <gtest/gtest.h>

#include <string>

namespace vigie::server {
namespace {

using std::chrono::microseconds;

TEST(Metrics, CountsEveryCodeAndReasonOfAMethodApart) {
  struct Ended {
    StatusCode code;
    const char* reason;
    int times;
  };
  Metrics metrics;
  const Ended rows[] = {{StatusCode::kOk, "", 2},
                        {StatusCode::kResourceExhausted, "OVERLOADED", 3},
                        {StatusCode::kResourceExhausted, "CLIENT_RATE", 1},
                        {StatusCode::kCancelled, "", 4}};
  for (int round = 0; round < 4; ++round) {
    for (const Ended& row : rows) {
      if (round >= row.times) continue;
      metrics.Count("SearchService/Search", row.code, row.reason,
                    microseconds(150));
    }
  }
  metrics.Count("SearchService/ListFacets", StatusCode::kResourceExhausted,
                "OVERLOADED", microseconds(150));
  const std::string text = metrics.Text();
  for (const Ended& row : rows) {
    const std::string line =
        "vigie_calls_total{code=\"" + std::string(StatusCodeName(row.code)) +
        R"(",method="SearchService/Search",reason=")" + row.reason + "\"} " +
        std::to_string(row.times) + "\n";
    EXPECT_NE(text.find(line), std::string::npos) << line << text;
  }
  for (const char* line :
       {"vigie_calls_total{code=\"RESOURCE_EXHAUSTED\",method=\"SearchService/"
        "ListFacets\",reason=\"OVERLOADED\"} 1\n",
        "vigie_call_seconds_count{method=\"SearchService/Search\"} 10\n",
        "vigie_call_seconds_bucket{method=\"SearchService/Search\","
        "le=\"0.0002\"} 10\n"}) {
    EXPECT_NE(text.find(line), std::string::npos) << line << text;
  }
}

}  // namespace
}  // namespace vigie::server
