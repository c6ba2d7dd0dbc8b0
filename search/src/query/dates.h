// The values of date: and depuis:, as inclusive days of Europe/Paris.
#ifndef VIGIE_QUERY_DATES_H_
#define VIGIE_QUERY_DATES_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace vigie::query {

// The days that a date clause can name: all of the years 1600 to 9999, as
// half-open days since 1970-01-01. An open range ends at one of them.
int32_t FirstQueryDay();
int32_t EndOfQueryDays();

// Both ends inclusive, days since 1970-01-01; an absent end is open.
struct DayRange {
  std::optional<int32_t> first;
  std::optional<int32_t> last;
  bool reversed = false;  // typed with the later end first
  friend bool operator==(const DayRange& a, const DayRange& b) {
    return a.first == b.first && a.last == b.last;
  }
};

// Reads one period (periods.h), or two of them around ".." with at most one
// side left out, as of the day `today`. nullopt when the text is neither. Ends
// typed in reverse order are put right, and `reversed` says so.
std::optional<DayRange> ParseDayRange(std::string_view text, int32_t today);

// "2025-11-03", "2025-11-03..2026-02-28", "2025-11-03.." or "..2026-02-28".
std::string PrintDayRange(const DayRange& days);

}  // namespace vigie::query

#endif  // VIGIE_QUERY_DATES_H_
