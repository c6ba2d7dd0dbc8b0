#include "match/facet_dates.h"

#include <array>
#include <cstdio>

#include "index/segment.h"
#include "match/facet_columns.h"
#include "vigie/time.h"

namespace vigie::match {
namespace {

constexpr int32_t kFirstYear = 1600;
constexpr int32_t kLastYear = 9999;

int32_t FirstDay() {
  static const int32_t day = DayFromCivil({kFirstYear, 1, 1});
  return day;
}

// Weeks begin on Monday, which 1970-01-05 was; a week belongs to the year of
// its Thursday (ISO 8601).
int32_t MondayOf(int32_t day) {
  constexpr int32_t kFirstMonday = 4;
  const int32_t since = (day - kFirstMonday) % 7;
  return day - (since < 0 ? since + 7 : since);
}

int32_t FirstMonday() {
  static const int32_t day = MondayOf(FirstDay());
  return day;
}

// The Monday of "2026-W03", or no day.
int32_t DayOfWeekName(std::string_view name) {
  int year = 0;
  int week = 0;
  const bool is_one =
      name.size() == 8 &&
      std::sscanf(std::string(name).c_str(), "%4d-W%2d", &year, &week) == 2;
  if (!is_one || year <= kFirstYear || year >= kLastYear) {
    return index::kNoDay;
  }
  return MondayOf(DayFromCivil({year, 1, 4})) + 7 * (week - 1);
}

uint32_t Number(FacetDimension dimension, const CivilDate& date) {
  if (date.year < kFirstYear || date.year > kLastYear) return kNoValue;
  const int32_t year = date.year - kFirstYear;
  if (dimension == FacetDimension::kYear) return static_cast<uint32_t>(year);
  if (dimension == FacetDimension::kMonth) {
    return static_cast<uint32_t>(year * 12 + date.month - 1);
  }
  const int32_t day = DayFromCivil(date);
  if (dimension == FacetDimension::kWeek) {
    return static_cast<uint32_t>((MondayOf(day) - FirstMonday()) / 7);
  }
  return static_cast<uint32_t>(day - FirstDay());
}

CivilDate DateOf(FacetDimension dimension, uint32_t number) {
  const auto value = static_cast<int32_t>(number);
  if (dimension == FacetDimension::kYear) return {kFirstYear + value, 1, 1};
  if (dimension == FacetDimension::kMonth) {
    return {kFirstYear + value / 12, value % 12 + 1, 1};
  }
  return CivilFromDay(FirstDay() + value);
}

std::string WeekName(uint32_t number) {
  const int32_t monday = FirstMonday() + 7 * static_cast<int32_t>(number);
  const int32_t year = CivilFromDay(monday + 3).year;
  const int32_t week = (monday - MondayOf(DayFromCivil({year, 1, 4}))) / 7 + 1;
  std::array<char, 40> name{};
  std::snprintf(name.data(), name.size(), "%04d-W%02d", year, week);
  return name.data();
}

}  // namespace

uint32_t DateOfDay(FacetDimension dimension, int32_t day) {
  if (day == index::kNoDay) return kNoValue;
  return Number(dimension, CivilFromDay(day));
}

std::string DateName(FacetDimension dimension, uint32_t number) {
  if (dimension == FacetDimension::kWeek) return WeekName(number);
  const CivilDate date = DateOf(dimension, number);
  std::array<char, 40> name{};
  std::snprintf(name.data(), name.size(), "%04d-%02d-%02d", date.year,
                date.month, date.day_of_month);
  const std::string whole = name.data();
  if (dimension == FacetDimension::kYear) return whole.substr(0, 4);
  return dimension == FacetDimension::kMonth ? whole.substr(0, 7) : whole;
}

uint32_t DateNumber(FacetDimension dimension, std::string_view name) {
  if (dimension == FacetDimension::kWeek) {
    const uint32_t week = DateOfDay(dimension, DayOfWeekName(name));
    return week != kNoValue && WeekName(week) == name ? week : kNoValue;
  }
  const std::string_view rest = std::string_view("-01-01").substr(
      dimension == FacetDimension::kYear    ? 0
      : dimension == FacetDimension::kMonth ? 3
                                            : 6);
  Result<PublicationTime> day =
      ParsePublicationTime(std::string(name) + std::string(rest));
  if (!day.ok() || !day->date_only) return kNoValue;
  const uint32_t number = DateOfDay(dimension, ParisDay(day->unix_seconds));
  const bool is_its_name =
      number != kNoValue && DateName(dimension, number) == name;
  return is_its_name ? number : kNoValue;
}

}  // namespace vigie::match
