#include "match/calendar_steps.h"

#include <algorithm>

#include "match/facet_dates.h"
#include "vigie/time.h"

namespace vigie::match {
namespace {

constexpr int64_t kHourSeconds = 3'600;

// Days since 1970-01-01, a Thursday; weeks begin on Monday.
int32_t MondayOf(int32_t day) {
  const int32_t since = (day + 3) % 7;
  return day - (since < 0 ? since + 7 : since);
}

// The day on which the step that holds `day` begins.
int32_t FirstDay(TimelineStep step, int32_t day) {
  const CivilDate date = CivilFromDay(day);
  if (step == TimelineStep::kWeek) return MondayOf(day);
  if (step == TimelineStep::kMonth) {
    return DayFromCivil({date.year, date.month, 1});
  }
  return step == TimelineStep::kYear ? DayFromCivil({date.year, 1, 1}) : day;
}

int32_t NextFirstDay(TimelineStep step, int32_t day) {
  const CivilDate date = CivilFromDay(day);
  if (step == TimelineStep::kWeek) return day + 7;
  if (step == TimelineStep::kMonth) {
    return date.month == 12 ? DayFromCivil({date.year + 1, 1, 1})
                            : DayFromCivil({date.year, date.month + 1, 1});
  }
  return step == TimelineStep::kYear ? DayFromCivil({date.year + 1, 1, 1})
                                     : day + 1;
}

FacetDimension DimensionOf(TimelineStep step) {
  if (step == TimelineStep::kWeek) return FacetDimension::kWeek;
  if (step == TimelineStep::kMonth) return FacetDimension::kMonth;
  return step == TimelineStep::kYear ? FacetDimension::kYear
                                     : FacetDimension::kDay;
}

}  // namespace

int64_t StepBegin(TimelineStep step, int64_t instant) {
  const int32_t day = ParisDay(instant);
  if (step != TimelineStep::kHour) return ParisMidnight(FirstDay(step, day));
  const int64_t midnight = ParisMidnight(day);
  return midnight + (instant - midnight) / kHourSeconds * kHourSeconds;
}

int64_t NextStep(TimelineStep step, int64_t begin) {
  const int32_t day = ParisDay(begin);
  if (step != TimelineStep::kHour) {
    return ParisMidnight(NextFirstDay(step, day));
  }
  return std::min(begin + kHourSeconds, ParisMidnight(day + 1));
}

std::string StepLabel(TimelineStep step, int64_t begin) {
  if (step != TimelineStep::kHour) {
    const FacetDimension dimension = DimensionOf(step);
    return DateName(dimension, DateOfDay(dimension, ParisDay(begin)));
  }
  // Without the seconds, which are none: "2026-03-14T18:00+01:00".
  std::string label = FormatPublicationTime({begin, false});
  constexpr size_t kSeconds = 16;
  return label.erase(kSeconds, 3);
}

}  // namespace vigie::match
