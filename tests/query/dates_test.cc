#include "query/dates.h"

#include <gtest/gtest.h>

#include "vigie/time.h"

namespace vigie::query {
namespace {

TEST(ParseDayRange, ReadsPeriodsAndRanges) {
  const struct {
    const char* input;
    const char* want;
  } kCases[] = {
      {"2025", "2025-01-01..2025-12-31"},
      {"2025-11", "2025-11-01..2025-11-30"},
      {"2025-1", "2025-01-01..2025-01-31"},
      {"2025-11-03", "2025-11-03"},
      {"2025-1-3", "2025-01-03"},
      {"2024-02", "2024-02-01..2024-02-29"},
      {"2025-02", "2025-02-01..2025-02-28"},
      {"1900-02", "1900-02-01..1900-02-28"},
      {"2000-02-29", "2000-02-29"},
      {"2025-11..2026-02", "2025-11-01..2026-02-28"},
      {"2025..2026-02-15", "2025-01-01..2026-02-15"},
      {"2025-11..", "2025-11-01.."},
      {"..2026-02-15", "..2026-02-15"},
      {"..2026", "..2026-12-31"},
      {"2025…2026", "2025-01-01..2026-12-31"},
      {"2025-11-05..2025-11", "2025-11-05..2025-11-30"},
      {"1600..9999", "1600-01-01..9999-12-31"},
  };
  for (const auto& c : kCases) {
    const auto range = ParseDayRange(c.input);
    ASSERT_TRUE(range.has_value()) << c.input;
    EXPECT_EQ(PrintDayRange(*range), c.want) << c.input;
    EXPECT_FALSE(range->reversed) << c.input;
    EXPECT_EQ(ParseDayRange(PrintDayRange(*range)), range) << c.input;
  }
}

TEST(ParseDayRange, RefusesWhatNamesNoDay) {
  for (const char* input : {"",
                            "..",
                            "…",
                            "25",
                            "20255",
                            "2025-",
                            "2025-13",
                            "2025-00",
                            "2025-0",
                            "2025-02-29",
                            "2025-04-31",
                            "2025-11-00",
                            "2025-11-03-1",
                            "1599",
                            "hier",
                            "2025-11..demain",
                            "demain..2025",
                            "2025...2026",
                            "2025..2026..2027",
                            "2025/11",
                            "-2025",
                            "2025-11-3x",
                            "99999-01"}) {
    EXPECT_FALSE(ParseDayRange(input).has_value()) << input;
  }
}

TEST(ParseDayRange, PutsReversedEndsRight) {
  const auto range = ParseDayRange("2026..2025-11");
  ASSERT_TRUE(range.has_value());
  EXPECT_TRUE(range->reversed);
  EXPECT_EQ(PrintDayRange(*range), "2025-11-01..2026-12-31");
}

TEST(ParseDayRange, GivesDaysSinceTheEpoch) {
  const auto range = ParseDayRange("1970-01-02");
  ASSERT_TRUE(range.has_value());
  EXPECT_EQ(range->first, 1);
  EXPECT_EQ(range->last, 1);
}

TEST(QueryDays, CoverEveryYearThatCanBeTyped) {
  EXPECT_EQ(ParseDayRange("1600")->first, FirstQueryDay());
  EXPECT_EQ(*ParseDayRange("9999")->last + 1, EndOfQueryDays());
}

}  // namespace
}  // namespace vigie::query
