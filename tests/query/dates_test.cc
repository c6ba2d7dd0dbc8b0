#include "query/dates.h"

#include <gtest/gtest.h>

#include "tests/query/plan_text.h"
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
      {"T3 2026", "2026-07-01..2026-09-30"},
      {"2026-T3", "2026-07-01..2026-09-30"},
      {"Q1 2024", "2024-01-01..2024-03-31"},
      {"mars 2026", "2026-03-01..2026-03-31"},
      {"14 mars 2026", "2026-03-14"},
      {"le 1er août 2026", "2026-08-01"},
      {"DÉCEMBRE 2025..3 janvier 2026", "2025-12-01..2026-01-03"},
      {"March 14, 2026", "2026-03-14"},
      {"14/03/2026", "2026-03-14"},
  };
  for (const auto& c : kCases) {
    const auto range = ParseDayRange(c.input, kToday);
    ASSERT_TRUE(range.has_value()) << c.input;
    EXPECT_EQ(PrintDayRange(*range), c.want) << c.input;
    EXPECT_FALSE(range->reversed) << c.input;
    EXPECT_EQ(ParseDayRange(PrintDayRange(*range), kToday), range) << c.input;
  }
}

int32_t Day(int32_t year, int32_t month, int32_t day) {
  return DayFromCivil({year, month, day});
}

TEST(ParseDayRange, CountsWordsFromToday) {
  const int32_t sunday = Day(2026, 11, 22);
  const int32_t new_year = Day(2027, 1, 1);  // a Friday
  const int32_t leap = Day(2024, 2, 29);     // a Thursday
  const struct {
    const char* input;
    int32_t today;
    const char* want;
  } kCases[] = {
      {"aujourd’hui", sunday, "2026-11-22"},
      {"aujourd'hui", sunday, "2026-11-22"},
      {"today", sunday, "2026-11-22"},
      {"hier", new_year, "2026-12-31"},
      {"yesterday", new_year, "2026-12-31"},
      {"avant-hier", new_year, "2026-12-30"},
      {"avant hier", new_year, "2026-12-30"},
      {"semaine", sunday, "2026-11-16..2026-11-22"},
      {"cette semaine", sunday + 1, "2026-11-23..2026-11-29"},
      {"this week", new_year, "2026-12-28..2027-01-03"},
      {"semaine dernière", sunday, "2026-11-09..2026-11-15"},
      {"la semaine passée", new_year, "2026-12-21..2026-12-27"},
      {"last week", sunday, "2026-11-09..2026-11-15"},
      {"mois", leap, "2024-02-01..2024-02-29"},
      {"mois dernier", new_year, "2026-12-01..2026-12-31"},
      {"last month", sunday, "2026-10-01..2026-10-31"},
      {"trimestre", sunday, "2026-10-01..2026-12-31"},
      {"trimestre dernier", new_year, "2026-10-01..2026-12-31"},
      {"last quarter", sunday, "2026-07-01..2026-09-30"},
      {"année", sunday, "2026-01-01..2026-12-31"},
      {"l’année dernière", new_year, "2026-01-01..2026-12-31"},
      {"l'an dernier", sunday, "2025-01-01..2025-12-31"},
      {"last year", sunday, "2025-01-01..2025-12-31"},
      {"lundi", sunday, "2026-11-16"},
      {"dimanche", sunday, "2026-11-22"},
      {"dimanche dernier", sunday, "2026-11-15"},
      {"lundi dernier", sunday, "2026-11-16"},
      {"Friday", new_year, "2027-01-01"},
      {"7j", sunday, "2026-11-15..2026-11-22"},
      {"7d..", sunday, "2026-11-15.."},
      {"0j", sunday, "2026-11-22"},
      {"30 jours..7 jours", sunday, "2026-10-23..2026-11-15"},
      {"2 semaines..", sunday, "2026-11-08.."},
      {"1 mois..", Day(2026, 3, 31), "2026-02-28.."},
      {"3 mois..", new_year, "2026-10-01.."},
      {"1 an..", leap, "2023-02-28.."},
      {"hier..aujourd'hui", new_year, "2026-12-31..2027-01-01"},
      {"semaine dernière..hier", sunday, "2026-11-09..2026-11-21"},
      {"2026-11-01..hier", sunday, "2026-11-01..2026-11-21"},
  };
  for (const auto& c : kCases) {
    const auto range = ParseDayRange(c.input, c.today);
    ASSERT_TRUE(range.has_value()) << c.input;
    EXPECT_EQ(PrintDayRange(*range), c.want) << c.input;
  }
}

// Clocks went forward on 29 March and back on 25 October 2026.
TEST(QueryClock, TellsTheDayOfParisAcrossClockChanges) {
  const struct {
    int64_t now;  // seconds since the epoch
    const char* want;
  } kCases[] = {
      {1'774'738'799, "date:2026-03-27"},  // 28 March, 23:59:59
      {1'774'738'800, "date:2026-03-28"},  // 29 March, 00:00
      {1'774'821'599, "date:2026-03-28"},  // 29 March, 23:59:59
      {1'774'821'600, "date:2026-03-29"},  // 30 March, 00:00
      {1'792'879'199, "date:2026-10-23"},  // 24 October, 23:59:59
      {1'792'879'200, "date:2026-10-24"},  // 25 October, 00:00
      {1'792'969'199, "date:2026-10-24"},  // 25 October, 23:59:59
      {1'792'969'200, "date:2026-10-25"},  // 26 October, 00:00
      {1'798'757'999, "date:2026-12-30"},  // 31 December, 23:59:59
      {1'798'758'000, "date:2026-12-31"},  // 1 January, 00:00
      {-1, "date:1969-12-31"},             // 1 January 1970, 00:59:59
  };
  for (const auto& c : kCases) {
    const auto plan = MakePlan("date:hier", {}, TestDictionary(), {c.now});
    ASSERT_TRUE(plan.ok());
    EXPECT_EQ(plan->understanding.normalized, c.want) << c.now;
  }
}

TEST(QueryClock, LeavesNoRelativeDateInTheNormalizedQuery) {
  const struct {
    const char* input;
    const char* want;
  } kCases[] = {
      {"depuis:7j", "date:2026-11-15.."},
      {"depuis:hier", "date:2026-11-21.."},
      {"since:yesterday", "date:2026-11-21.."},
      {"depuis:lundi", "date:2026-11-16.."},
      {"grève date:semaine dernière SNCF",
       "grève ET date:2026-11-09..2026-11-15 ET SNCF"},
      {"date:\"mois dernier\"", "date:2026-10-01..2026-10-31"},
      {"date:14 mars 2026", "date:2026-03-14"},
      {"date:mars 2026..avril 2026 b", "date:2026-03-01..2026-04-30 ET b"},
      {"date:T3 2026", "date:2026-07-01..2026-09-30"},
      {"depuis:14 mars 2026", "date:2026-03-14.."},
      {"date:hier grève", "date:2026-11-21 ET grève"},
      {"date:2025 2026", "date:2025-01-01..2025-12-31 ET 2026"},
      {"date:(hier OU mars 2026)",
       "date:2026-11-21 OU date:2026-03-01..2026-03-31"},
      {"date:semaine", "date:2026-11-16..2026-11-22"},
  };
  for (const auto& c : kCases) {
    const auto plan =
        MakePlan(c.input, StrictOptions(), TestDictionary(), kNow);
    ASSERT_TRUE(plan.ok()) << c.input << plan.status().ToString();
    EXPECT_EQ(plan->understanding.normalized, c.want) << c.input;
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
                            "2025-11..demain",
                            "demain..2025",
                            "2025...2026",
                            "2025..2026..2027",
                            "2025/11",
                            "2025-T5",
                            "T3",
                            "31 juin 2026",
                            "mars",
                            "demain",
                            "7",
                            "7x",
                            "j7",
                            "99999j",
                            "9999 ans",
                            "hier dernier",
                            "dernier",
                            "14 mars",
                            "mars 14 mars 2026",
                            "32/01/2026",
                            "13/2026",
                            "-2025",
                            "2025-11-3x",
                            "99999-01"}) {
    EXPECT_FALSE(ParseDayRange(input, kToday).has_value()) << input;
  }
}

TEST(ParseDayRange, PutsReversedEndsRight) {
  const auto range = ParseDayRange("2026..2025-11", kToday);
  ASSERT_TRUE(range.has_value());
  EXPECT_TRUE(range->reversed);
  EXPECT_EQ(PrintDayRange(*range), "2025-11-01..2026-12-31");
}

TEST(ParseDayRange, GivesDaysSinceTheEpoch) {
  const auto range = ParseDayRange("1970-01-02", kToday);
  ASSERT_TRUE(range.has_value());
  EXPECT_EQ(range->first, 1);
  EXPECT_EQ(range->last, 1);
}

TEST(QueryDays, CoverEveryYearThatCanBeTyped) {
  EXPECT_EQ(ParseDayRange("1600", kToday)->first, FirstQueryDay());
  EXPECT_EQ(*ParseDayRange("9999", kToday)->last + 1, EndOfQueryDays());
}

}  // namespace
}  // namespace vigie::query
