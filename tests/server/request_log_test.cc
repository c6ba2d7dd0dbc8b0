#include "server/request_log.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

namespace vigie::server {
namespace {

constexpr char kTrace[] =
    "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

RequestLine Line() {
  RequestLine line;
  line.rpc = "SearchService/Search";
  line.code = StatusCode::kNotFound;
  line.reason = "ARTICLE_NOT_FOUND";
  line.elapsed = std::chrono::microseconds(1'500);
  line.rows = 3;
  line.caller = "revue";
  return line;
}

TEST(FormatRequest, IsOneLineOfText) {
  EXPECT_EQ(FormatRequest(Line(), {}),
            "rpc=SearchService/Search code=NOT_FOUND reason=ARTICLE_NOT_FOUND "
            "ms=1.500 rows=3 caller=revue");
}

TEST(FormatRequest, AddsTraceSlownessAuditAndPlan) {
  RequestLine line = Line();
  line.traceparent = kTrace;
  line.audited = true;
  line.plan = "normalized: \"a\nb\"";
  LogOptions options;
  options.slow = std::chrono::milliseconds(1);
  EXPECT_EQ(FormatRequest(line, options),
            FormatRequest(Line(), {}) + " traceparent=" + kTrace +
                " audit slow plan=\"normalized: \\\"a\\nb\\\"\"");
}

TEST(FormatRequest, IsOneJsonObjectAfterTimeAndLevel) {
  LogOptions options;
  options.json = true;
  RequestLine line = Line();
  line.traceparent = kTrace;
  line.caller = "na\xffme";  // not UTF-8
  const auto object = nlohmann::json::parse("{\"level\":\"info\"," +
                                            FormatRequest(line, options));
  EXPECT_EQ(object["rpc"], "SearchService/Search");
  EXPECT_EQ(object["us"], 1'500);
  EXPECT_EQ(object["traceparent"], kTrace);
  EXPECT_FALSE(object.contains("slow"));
  EXPECT_FALSE(object.contains("plan"));
}

TEST(CheckedTraceparent, TakesTheFormOfW3cAlone) {
  EXPECT_EQ(CheckedTraceparent(kTrace), kTrace);
  for (const std::string& wrong :
       {std::string(), std::string("00-xyz"), std::string(kTrace) + "0",
        std::string(kTrace).replace(2, 1, "_"),
        std::string(kTrace).replace(5, 1, "\n"),
        std::string(kTrace).replace(5, 1, "F")}) {
    EXPECT_EQ(CheckedTraceparent(wrong), "") << wrong;
  }
}

}  // namespace
}  // namespace vigie::server
