#include "server/refusal_lines.h"

#include <gtest/gtest.h>

#include <chrono>

namespace vigie::server {
namespace {

using std::chrono::milliseconds;

constexpr RefusalLines::Clock::time_point kNow(std::chrono::hours(1));

TEST(RefusalLines, WritesSoManyASecond) {
  RefusalLines lines;
  for (uint32_t i = 0; i < RefusalLines::kPerSecond; ++i) {
    const auto verdict = lines.Take(kNow + milliseconds(i));
    EXPECT_TRUE(verdict.write);
    EXPECT_EQ(verdict.left_out, 0U);
  }
  EXPECT_FALSE(lines.Take(kNow + milliseconds(998)).write);
  EXPECT_FALSE(lines.Take(kNow + milliseconds(999)).write);
}

TEST(RefusalLines, TellsOnceOfThoseLeftOut) {
  RefusalLines lines;
  for (uint32_t i = 0; i < RefusalLines::kPerSecond + 7; ++i) lines.Take(kNow);
  const auto next = lines.Take(kNow + milliseconds(1'000));
  EXPECT_TRUE(next.write);
  EXPECT_EQ(next.left_out, 7U);
  EXPECT_EQ(lines.Take(kNow + milliseconds(1'001)).left_out, 0U);
}

}  // namespace
}  // namespace vigie::server
