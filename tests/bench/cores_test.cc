#include "bench/load/cores.h"

#include <gtest/gtest.h>
#include <sched.h>

#include <string>

namespace vigie::bench {
namespace {

int CoresAllowed() {
  cpu_set_t set;
  CPU_ZERO(&set);
  sched_getaffinity(0, sizeof(set), &set);
  return CPU_COUNT(&set);
}

// One that the test may use, whatever the machine.
int SomeCore() {
  cpu_set_t set;
  CPU_ZERO(&set);
  sched_getaffinity(0, sizeof(set), &set);
  int core = 0;
  while (!CPU_ISSET(core, &set)) ++core;
  return core;
}

TEST(ParseCores, ReadsNumbersAndSpans) {
  const std::string core = std::to_string(SomeCore());
  const auto one = ParseCores(core);
  ASSERT_TRUE(one.ok());
  EXPECT_EQ(*one, Cores{SomeCore()});
  const auto span = ParseCores(core + "-" + core);
  ASSERT_TRUE(span.ok());
  EXPECT_EQ(*span, Cores{SomeCore()});
  const auto none = ParseCores("");
  ASSERT_TRUE(none.ok());
  EXPECT_TRUE(none->empty());
}

TEST(ParseCores, RefusesOthers) {
  for (const char* text :
       {"x", "-1", "1-0", "0-", "0,,0", "0 1", "99999", "0-99999"}) {
    EXPECT_EQ(ParseCores(text).status().code(), StatusCode::kInvalidArgument)
        << text;
  }
}

TEST(BoundTo, HoldsAsLongAsItLives) {
  const int before = CoresAllowed();
  {
    const BoundTo bound(Cores{SomeCore()});
    EXPECT_EQ(CoresAllowed(), 1);
  }
  EXPECT_EQ(CoresAllowed(), before);
}

}  // namespace
}  // namespace vigie::bench
