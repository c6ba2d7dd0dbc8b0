#include "server/scrubber.h"

#include <gtest/gtest.h>

#include <future>

namespace vigie::server {
namespace {

TEST(Scrubber, PassesAgainAfterItsPauseAndEndsWhenStopped) {
  std::promise<void> third;
  int passes = 0;
  int whole = 0;
  int damaged = 0;
  const auto pass = [&](const ScrubOptions& options) -> Result<ScrubReport> {
    EXPECT_EQ(options.bytes_per_second, 1'000U);
    if (++passes == 3) third.set_value();
    if (passes % 2 == 0) return Status(StatusCode::kDataLoss, "damaged");
    return ScrubReport();
  };
  {
    const Scrubber scrubber(pass, {1'000, std::chrono::milliseconds(1)},
                            [&](const Result<ScrubReport>& report) {
                              ++(report.ok() ? whole : damaged);
                            });
    third.get_future().wait();
  }
  EXPECT_GE(passes, 3);
  EXPECT_EQ(whole + damaged, passes);
  EXPECT_EQ(damaged, passes / 2);
}

TEST(Scrubber, APassInProgressIsToldToStop) {
  std::promise<void> begun;
  bool told = false;
  const auto pass = [&](const ScrubOptions& options) -> Result<ScrubReport> {
    begun.set_value();
    while (!options.stop()) std::this_thread::yield();
    told = true;
    return Status(StatusCode::kCancelled, "stopped");
  };
  {
    const Scrubber scrubber(pass, {}, [](const Result<ScrubReport>&) {
      ADD_FAILURE() << "told of a pass that was stopped";
    });
    begun.get_future().wait();
  }
  EXPECT_TRUE(told);
}

}  // namespace
}  // namespace vigie::server
