#include "query/dates.h"

#include <cstdio>
#include <utility>

#include "vigie/time.h"

namespace vigie::query {
namespace {

constexpr int32_t kFirstYear = 1600;
constexpr int32_t kLastYear = 9999;
constexpr std::string_view kEllipsis = "\u2026";

bool IsLeap(int32_t year) {
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int32_t DaysInMonth(int32_t year, int32_t month) {
  if (month == 2) return IsLeap(year) ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

// Takes `min` to `max` digits from the front of `text`.
std::optional<int32_t> TakeNumber(std::string_view& text, size_t min,
                                  size_t max) {
  size_t digits = 0;
  int32_t number = 0;
  while (digits < text.size() && digits < max && text[digits] >= '0' &&
         text[digits] <= '9') {
    number = number * 10 + (text[digits] - '0');
    ++digits;
  }
  if (digits < min) return std::nullopt;
  text.remove_prefix(digits);
  return number;
}

bool TakeHyphen(std::string_view& text) {
  if (text.empty() || text.front() != '-') return false;
  text.remove_prefix(1);
  return true;
}

// The days of a year, a month or one day.
std::optional<DayRange> ParsePeriod(std::string_view text) {
  const std::optional<int32_t> year = TakeNumber(text, 4, 4);
  if (!year || *year < kFirstYear || *year > kLastYear) return std::nullopt;
  CivilDate first{*year, 1, 1};
  CivilDate last{*year, 12, 31};
  if (TakeHyphen(text)) {
    const std::optional<int32_t> month = TakeNumber(text, 1, 2);
    if (!month || *month < 1 || *month > 12) return std::nullopt;
    first.month = last.month = *month;
    last.day_of_month = DaysInMonth(*year, *month);
    if (TakeHyphen(text)) {
      const std::optional<int32_t> day = TakeNumber(text, 1, 2);
      if (!day || *day < 1 || *day > last.day_of_month) return std::nullopt;
      first.day_of_month = last.day_of_month = *day;
    }
  }
  if (!text.empty()) return std::nullopt;
  return DayRange{DayFromCivil(first), DayFromCivil(last)};
}

std::string PrintDay(int32_t day) {
  const CivilDate date = CivilFromDay(day);
  char text[48];
  std::snprintf(text, sizeof(text), "%04d-%02d-%02d", date.year, date.month,
                date.day_of_month);
  return text;
}

}  // namespace

int32_t FirstQueryDay() { return DayFromCivil({kFirstYear, 1, 1}); }
int32_t EndOfQueryDays() { return DayFromCivil({kLastYear, 12, 31}) + 1; }

std::optional<DayRange> ParseDayRange(std::string_view text) {
  std::string_view separator = "..";
  size_t at = text.find(separator);
  if (at == std::string_view::npos) {
    separator = kEllipsis;
    at = text.find(separator);
  }
  if (at == std::string_view::npos) return ParsePeriod(text);
  const std::string_view left = text.substr(0, at);
  const std::string_view right = text.substr(at + separator.size());
  if (left.empty() && right.empty()) return std::nullopt;
  std::optional<DayRange> from = ParsePeriod(left);
  std::optional<DayRange> to = ParsePeriod(right);
  if ((!from && !left.empty()) || (!to && !right.empty())) return std::nullopt;
  if (!from) return DayRange{std::nullopt, to->last};
  if (!to) return DayRange{from->first, std::nullopt};
  const bool reversed = *from->first > *to->last;
  if (reversed) std::swap(from, to);
  return DayRange{from->first, to->last, reversed};
}

std::string PrintDayRange(const DayRange& days) {
  if (days.first && days.first == days.last) return PrintDay(*days.first);
  std::string text;
  if (days.first) text += PrintDay(*days.first);
  text += "..";
  if (days.last) text += PrintDay(*days.last);
  return text;
}

}  // namespace vigie::query
