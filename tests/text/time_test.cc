#include "vigie/time.h"

#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <random>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace vigie {
namespace {

struct Reading {
  std::string_view text;
  int64_t unix_seconds;
  bool date_only;
};

// Exits with 0 when every thread got the day.
void AskTheFirstDayFromEightThreads() {
  constexpr int kThreads = 8;
  std::atomic<int> ready{0};
  std::atomic<int> right{0};
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreads; ++i) {
    threads.emplace_back([&] {
      ++ready;
      while (ready < kThreads) {
      }
      right += ParisDay(1'773'507'909) == 20'526 ? 1 : 0;
    });
  }
  for (std::thread& thread : threads) thread.join();
  std::_Exit(right == kThreads ? 0 : 1);
}

// Runs first: in this process nobody may have asked before.
TEST(ParisClock, MayBeAskedFirstByManyThreads) {
  GTEST_FLAG_SET(death_test_style, "fast");
  for (int round = 0; round < 50; ++round) {
    EXPECT_EXIT(AskTheFirstDayFromEightThreads(), ::testing::ExitedWithCode(0),
                "");
  }
}

TEST(ParsePublicationTime, ReadsEveryNotationOfTheContract) {
  const std::vector<Reading> readings = {
      {"2026-03-14", 1773442800, true},
      {"2026-03-14T18:05", 1773507900, false},
      {"2026-03-14 18:05", 1773507900, false},
      {"2026-03-14T18:05:09", 1773507909, false},
      {"2026-03-14T18:05:09.5", 1773507909, false},
      {"2026-03-14T17:05:09Z", 1773507909, false},
      {"2026-03-14T18:05:09+01:00", 1773507909, false},
      {"2026-03-14T18:05:09+0100", 1773507909, false},
      {"2026-03-14T12:05:09.123-05:00", 1773507909, false},
      {"2024-02-29", 1709161200, true},
      {"1970-01-01T00:00Z", 0, false},
      {"9999-12-31T23:59:59Z", 253402300799, false},
  };
  for (const Reading& want : readings) {
    const Result<PublicationTime> time = ParsePublicationTime(want.text);
    ASSERT_TRUE(time.ok()) << want.text << ": " << time.status().ToString();
    EXPECT_EQ(time->unix_seconds, want.unix_seconds) << want.text;
    EXPECT_EQ(time->date_only, want.date_only) << want.text;
  }
}

TEST(ParsePublicationTime, SaysWhatIsWrong) {
  struct Case {
    std::string_view text;
    std::string_view why;
  };
  const std::vector<Case> cases = {
      {"", "YYYY-MM-DD"},
      {"hier", "YYYY-MM-DD"},
      {"14/03/2026", "YYYY-MM-DD"},
      {"2026-3-14", "YYYY-MM-DD"},
      {"1599-12-31", "before 1600"},
      {"2026-13-01", "no such month"},
      {"2026-00-01", "no such month"},
      {"2026-02-30", "no such day"},
      {"2025-02-29", "no such day"},
      {"1900-02-29", "no such day"},
      {"2026-04-31", "no such day"},
      {"2026-03-14x", "follows the date"},
      {"2026-03-14T", "HH:MM"},
      {"2026-03-14T18", "HH:MM"},
      {"2026-03-14T24:00", "no such time"},
      {"2026-03-14T18:60", "no such time"},
      {"2026-03-14T18:05:61", "no such time"},
      {"2026-03-14T18:05:9", "two digits"},
      {"2026-03-14T18:05:09.", "no digit"},
      {"2026-03-14T18:05 CET", "follows the time"},
      {"2026-03-14T18:05Zz", "follows the time"},
      {"2026-03-14T18:05+1", "+01:00"},
      {"2026-03-14T18:05+99:00", "+01:00"},
      {"2026-03-14 ", "HH:MM"},
  };
  for (const Case& c : cases) {
    const Result<PublicationTime> time = ParsePublicationTime(c.text);
    ASSERT_FALSE(time.ok()) << c.text;
    EXPECT_EQ(time.status().code(), StatusCode::kInvalidArgument) << c.text;
    EXPECT_NE(time.status().message().find(c.why), std::string::npos)
        << time.status().message();
  }
}

TEST(ParsePublicationTime, SurvivesDaylightSaving) {
  // 29 March 2026: 02:00 to 03:00 does not exist. 25 October 2026: 02:00 to
  // 03:00 comes twice; the first is meant.
  struct Case {
    std::string_view text;
    std::string_view printed;
  };
  const std::vector<Case> cases = {
      {"2026-03-29T01:59:59", "2026-03-29T01:59:59+01:00"},
      {"2026-03-29T02:30", "2026-03-29T03:30:00+02:00"},
      {"2026-03-29T03:00", "2026-03-29T03:00:00+02:00"},
      {"2026-10-25T01:30", "2026-10-25T01:30:00+02:00"},
      {"2026-10-25T02:30", "2026-10-25T02:30:00+02:00"},
      {"2026-10-25T02:30:00+01:00", "2026-10-25T02:30:00+01:00"},
      {"2026-10-25T03:00", "2026-10-25T03:00:00+01:00"},
      {"2026-07-14T12:00Z", "2026-07-14T14:00:00+02:00"},
  };
  for (const Case& c : cases) {
    const Result<PublicationTime> time = ParsePublicationTime(c.text);
    ASSERT_TRUE(time.ok()) << c.text;
    EXPECT_EQ(FormatPublicationTime(*time), c.printed) << c.text;
  }
}

TEST(FormatPublicationTime, PrintsWhatIsReadBack) {
  std::mt19937_64 random(2026);
  std::uniform_int_distribution<int64_t> seconds(-11'676'000'000,
                                                 253'402'000'000);
  for (int round = 0; round < 3000; ++round) {
    const PublicationTime time{seconds(random), false};
    const std::string printed = FormatPublicationTime(time);
    const Result<PublicationTime> back = ParsePublicationTime(printed);
    ASSERT_TRUE(back.ok()) << printed;
    EXPECT_EQ(back->unix_seconds, time.unix_seconds) << printed;
  }
}

TEST(FormatPublicationTime, PrintsTheDayAloneWhenOnlyTheDayIsKnown) {
  for (const std::string day : {"2026-03-29", "1999-12-31", "1600-01-01",
                                "1911-03-11", "1940-06-15", "9999-12-31"}) {
    EXPECT_EQ(FormatPublicationTime(*ParsePublicationTime(day)), day);
  }
}

TEST(ParisDay, ChangesAtMidnightInParis) {
  const int32_t day = DayFromCivil({2026, 3, 29});
  EXPECT_EQ(ParisDay(ParisMidnight(day)), day);
  EXPECT_EQ(ParisDay(ParisMidnight(day) - 1), day - 1);
  EXPECT_EQ(ParisMidnight(day + 1) - ParisMidnight(day), 23 * 3600);
  const int32_t autumn = DayFromCivil({2026, 10, 25});
  EXPECT_EQ(ParisMidnight(autumn + 1) - ParisMidnight(autumn), 25 * 3600);
}

TEST(ParisDay, InvertsParisMidnightOnEveryDay) {
  const int32_t last = DayFromCivil({2100, 1, 1});
  for (int32_t day = DayFromCivil({1880, 1, 1}); day < last; ++day) {
    ASSERT_EQ(ParisDay(ParisMidnight(day)), day) << day;
    ASSERT_EQ(ParisDay(ParisMidnight(day + 1) - 1), day) << day;
  }
}

TEST(CivilFromDay, InvertsDayFromCivil) {
  EXPECT_EQ(DayFromCivil({1970, 1, 1}), 0);
  EXPECT_EQ(DayFromCivil({2000, 3, 1}), 11017);
  for (int32_t day = -135'000; day < 2'932'000; day += 97) {
    ASSERT_EQ(DayFromCivil(CivilFromDay(day)), day);
  }
}

}  // namespace
}  // namespace vigie
