#include "bench/load/overload_run.h"

#include <gtest/gtest.h>
#include <unistd.h>

namespace vigie::bench {
namespace {

TEST(RunOverload, FailsWhereNobodyAnswers) {
  LoadPlan plan;
  plan.connections = 1;
  plan.in_flight = 1;
  OverloadPlan overload;
  overload.factor = 5;
  overload.calm = std::chrono::milliseconds(20);
  const auto nowhere = [](uint32_t /*number*/) {
    return std::make_shared<channel::SecureChannel>(
        "unix:/nonexistent/socket", channel::Files(), grpc::ChannelArguments());
  };
  const auto result = RunOverload(
      overload, plan, MakeCalls({"a"}, {Kind::kFull}), nowhere, getpid());
  EXPECT_EQ(result.status().code(), StatusCode::kUnavailable);
}

}  // namespace
}  // namespace vigie::bench
