// Hours, days, weeks, months and years of Europe/Paris as intervals of time.
#ifndef VIGIE_MATCH_CALENDAR_STEPS_H_
#define VIGIE_MATCH_CALENDAR_STEPS_H_

#include <cstdint>
#include <string>

#include "vigie/exploration.h"

namespace vigie::match {

// Instants are seconds since 1970-01-01T00:00Z. REQUIRES a step other than
// kUnspecified throughout.

// The instant at which the step begins that holds another one.
int64_t StepBegin(TimelineStep step, int64_t instant);
// The beginning of the step after the one that begins at `begin`.
int64_t NextStep(TimelineStep step, int64_t begin);
// As TimelineBucket::label, of the step that begins at `begin`.
std::string StepLabel(TimelineStep step, int64_t begin);

}  // namespace vigie::match

#endif  // VIGIE_MATCH_CALENDAR_STEPS_H_
