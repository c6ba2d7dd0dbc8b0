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

uint32_t Number(FacetDimension dimension, const CivilDate& date) {
  if (date.year < kFirstYear || date.year > kLastYear) return kNoValue;
  const int32_t year = date.year - kFirstYear;
  if (dimension == FacetDimension::kYear) return static_cast<uint32_t>(year);
  if (dimension == FacetDimension::kMonth) {
    return static_cast<uint32_t>(year * 12 + date.month - 1);
  }
  return static_cast<uint32_t>(DayFromCivil(date) - FirstDay());
}

CivilDate DateOf(FacetDimension dimension, uint32_t number) {
  const auto value = static_cast<int32_t>(number);
  if (dimension == FacetDimension::kYear) return {kFirstYear + value, 1, 1};
  if (dimension == FacetDimension::kMonth) {
    return {kFirstYear + value / 12, value % 12 + 1, 1};
  }
  return CivilFromDay(FirstDay() + value);
}

}  // namespace

uint32_t DateOfDay(FacetDimension dimension, int32_t day) {
  if (day == index::kNoDay) return kNoValue;
  return Number(dimension, CivilFromDay(day));
}

std::string DateName(FacetDimension dimension, uint32_t number) {
  const CivilDate date = DateOf(dimension, number);
  std::array<char, 40> name{};
  std::snprintf(name.data(), name.size(), "%04d-%02d-%02d", date.year,
                date.month, date.day_of_month);
  const std::string whole = name.data();
  if (dimension == FacetDimension::kYear) return whole.substr(0, 4);
  return dimension == FacetDimension::kMonth ? whole.substr(0, 7) : whole;
}

uint32_t DateNumber(FacetDimension dimension, std::string_view name) {
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
