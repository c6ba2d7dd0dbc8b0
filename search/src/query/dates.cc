#include "query/dates.h"

#include <cstdio>
#include <utility>

#include "query/periods.h"
#include "vigie/time.h"

namespace vigie::query {
namespace {

constexpr std::string_view kEllipsis = "\u2026";

std::string PrintDay(int32_t day) {
  const CivilDate date = CivilFromDay(day);
  char text[48];
  std::snprintf(text, sizeof(text), "%04d-%02d-%02d", date.year, date.month,
                date.day_of_month);
  return text;
}

}  // namespace

int32_t FirstQueryDay() { return DayFromCivil({kFirstQueryYear, 1, 1}); }
int32_t EndOfQueryDays() { return DayFromCivil({kLastQueryYear, 12, 31}) + 1; }

std::optional<DayRange> ParseDayRange(std::string_view text, int32_t today) {
  std::string_view separator = "..";
  size_t at = text.find(separator);
  if (at == std::string_view::npos) {
    separator = kEllipsis;
    at = text.find(separator);
  }
  if (at == std::string_view::npos) {
    const std::optional<Period> period = ParsePeriod(text, today);
    if (!period) return std::nullopt;
    return DayRange{period->first, period->ago ? today : period->last};
  }
  const std::string_view left = text.substr(0, at);
  const std::string_view right = text.substr(at + separator.size());
  if (left.empty() && right.empty()) return std::nullopt;
  std::optional<Period> from = ParsePeriod(left, today);
  std::optional<Period> to = ParsePeriod(right, today);
  if ((!from && !left.empty()) || (!to && !right.empty())) return std::nullopt;
  if (!from) return DayRange{std::nullopt, to->last};
  if (!to) return DayRange{from->first, std::nullopt};
  const bool reversed = from->first > to->last;
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
