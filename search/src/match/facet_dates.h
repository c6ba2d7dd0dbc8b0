// Years, months, weeks and days as numbers of facet values.
#ifndef VIGIE_MATCH_FACET_DATES_H_
#define VIGIE_MATCH_FACET_DATES_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "vigie/search.h"

namespace vigie::match {

// REQUIRES kYear, kMonth, kWeek or kDay throughout.

// The number of the date that holds a day of ParisDay; kNoValue for
// index::kNoDay and outside of the years 1600 to 9999.
uint32_t DateOfDay(FacetDimension dimension, int32_t day);
// "2026", "2026-03", "2026-W03" or "2026-03-14". REQUIRES a number given by
// DateOfDay.
std::string DateName(FacetDimension dimension, uint32_t number);
// The inverse of DateName; kNoValue for what is not such a name.
uint32_t DateNumber(FacetDimension dimension, std::string_view name);

}  // namespace vigie::match

#endif  // VIGIE_MATCH_FACET_DATES_H_
