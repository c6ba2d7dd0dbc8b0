#include "server/deadlines.h"

#include <gtest/gtest.h>

namespace vigie::server {
namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

TEST(TimeAllowed, ImposesADefaultAndAMaximum) {
  struct Case {
    milliseconds remaining;
    DeadlinePolicy policy;
    milliseconds want;
  };
  for (const Case& c : {
           Case{milliseconds::max(), kUnaryDeadlines, seconds(2)},
           Case{milliseconds(150), kUnaryDeadlines, milliseconds(150)},
           Case{seconds(30), kUnaryDeadlines, seconds(30)},
           Case{seconds(31), kUnaryDeadlines, seconds(30)},
           Case{milliseconds(0), kUnaryDeadlines, milliseconds(0)},
           Case{milliseconds(-5), kUnaryDeadlines, milliseconds(0)},
           Case{milliseconds::max(), kStreamDeadlines, minutes(5)},
           Case{minutes(60), kStreamDeadlines, minutes(5)},
           Case{seconds(1), kStreamDeadlines, seconds(1)},
       }) {
    EXPECT_EQ(TimeAllowed(c.remaining, c.policy), c.want)
        << c.remaining.count() << " ms";
  }
}

}  // namespace
}  // namespace vigie::server
