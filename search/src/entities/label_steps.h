// What the steps from one label to the next score, and the most that they can.
#ifndef VIGIE_ENTITIES_LABEL_STEPS_H_
#define VIGIE_ENTITIES_LABEL_STEPS_H_

#include <array>
#include <cstdint>

#include "entities/model_format.h"

namespace vigie::entities {

// By label, then by the label after it; in units of the model.
using LabelSteps = std::array<std::array<int32_t, kLabelStride>, kLabels>;
// Where MayFollow says no.
inline constexpr int32_t kNeverStep = -1'000'000'000;

// The highest scores of steps, less that of the step between two words outside
// of names.
struct StepBounds {
  // To the labels of one type, by SpanPart, from any label that they may
  // follow.
  std::array<std::array<int32_t, 4>, kModelTypes> to{};
  int32_t out = 0;  // from the last word of a name to one outside of names
};

StepBounds BoundSteps(const LabelSteps& steps);

}  // namespace vigie::entities

#endif  // VIGIE_ENTITIES_LABEL_STEPS_H_
