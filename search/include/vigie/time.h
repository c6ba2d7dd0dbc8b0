// Publication times. Days and months are those of Europe/Paris.
#ifndef VIGIE_TIME_H_
#define VIGIE_TIME_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "vigie/article.h"
#include "vigie/export.h"
#include "vigie/status.h"

namespace vigie {

// Reads "2026-03-14" (date only), "2026-03-14T18:05[:09[.5]]" (Paris time)
// and the same with "Z" or an offset such as "+01:00"; a space may stand for
// "T". Years 1600 to 9999. INVALID_ARGUMENT says what is wrong (30 February).
VIGIE_API Result<PublicationTime> ParsePublicationTime(std::string_view text);

// "2026-03-14" when date_only, else "2026-03-14T18:05:09+01:00" (Paris).
VIGIE_API std::string FormatPublicationTime(const PublicationTime& time);

// Days since 1970-01-01 of the Paris day that holds the instant.
VIGIE_API int32_t ParisDay(int64_t unix_seconds);
// The instant at which that day begins in Paris.
VIGIE_API int64_t ParisMidnight(int32_t day);

// Gregorian calendar, proleptic; month and day_of_month from 1.
struct CivilDate {
  int32_t year = 1970;
  int32_t month = 1;
  int32_t day_of_month = 1;
};
VIGIE_API CivilDate CivilFromDay(int32_t day);
// REQUIRES a date that exists.
VIGIE_API int32_t DayFromCivil(const CivilDate& date);

}  // namespace vigie

#endif  // VIGIE_TIME_H_
