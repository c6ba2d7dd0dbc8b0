// The best labels of a stretch of words, by the algorithm of Viterbi.

#include <algorithm>
#include <cstring>

#include "entities/sequence_model.h"
#include "text/processor.h"

namespace vigie::entities {
namespace {

// By label.
using Vector = std::array<int32_t, kLabelStride>;
// The same, as the machine adds and compares them at once.
using Eight [[gnu::vector_size(32)]] = int32_t;
using Eight16 [[gnu::vector_size(16)]] = int16_t;
constexpr size_t kLanes = 8;
constexpr size_t kParts = kLabelStride / kLanes;
static_assert(kLabelStride % kLanes == 0);

constexpr int32_t kForbidden = -1'000'000;

constexpr bool IsOpen(uint8_t label) {
  return label != kOutside && (PartOf(label) == SpanPart::kBegin ||
                               PartOf(label) == SpanPart::kInside);
}
constexpr bool GoesOn(uint8_t label) {
  return label != kOutside && (PartOf(label) == SpanPart::kInside ||
                               PartOf(label) == SpanPart::kEnd);
}

// Labels between which any step may be taken: to those that go on with no name
// from those that leave none open.
constexpr size_t kFreeLabels = 1 + 2 * kModelTypes;
using FreeLabels = std::array<uint8_t, kFreeLabels>;
template <typename Bound>
constexpr FreeLabels Without(Bound bound) {
  FreeLabels free{};
  size_t count = 0;
  for (uint8_t label = 0; label < kLabels; ++label) {
    if (!bound(label)) free[count++] = label;
  }
  return free;
}
constexpr FreeLabels kClosed = Without(IsOpen);
constexpr FreeLabels kStarting = Without(GoesOn);

// A way to walk along the words.
struct Forward {
  static constexpr const FreeLabels& kFree = kClosed;
  // From either of the first two to either of the last two, of one type.
  static constexpr std::array<SpanPart, 2> kFrom = {SpanPart::kBegin,
                                                    SpanPart::kInside};
  static constexpr std::array<SpanPart, 2> kTo = {SpanPart::kInside,
                                                  SpanPart::kEnd};
};
struct Backward {
  static constexpr const FreeLabels& kFree = kStarting;
  static constexpr std::array<SpanPart, 2> kFrom = {SpanPart::kInside,
                                                    SpanPart::kEnd};
  static constexpr std::array<SpanPart, 2> kTo = {SpanPart::kBegin,
                                                  SpanPart::kInside};
};

// The best score of each label on that side of the labels scored `known`.
// `steps`: by label of the known word.
template <typename Way>
[[gnu::always_inline]] inline Vector Step(const LabelSteps& steps,
                                          const Vector& known) {
  Eight best[kParts];
  for (Eight& part : best) part = Eight{} + 2 * kNeverStep;
  for (const uint8_t from : Way::kFree) {
    for (size_t part = 0; part < kParts; ++part) {
      Eight step;
      std::memcpy(&step, &steps[from][part * kLanes], sizeof(step));
      step += known[from];
      best[part] = step > best[part] ? step : best[part];
    }
  }
  Vector here;
  std::memcpy(here.data(), best, sizeof(here));
  for (size_t type = 0; type < kModelTypes; ++type) {
    for (const SpanPart part : Way::kTo) {
      const uint8_t to = LabelOf(type, part);
      for (const SpanPart other : Way::kFrom) {
        const uint8_t from = LabelOf(type, other);
        here[to] = std::max(here[to], known[from] + steps[from][to]);
      }
    }
  }
  return here;
}

[[gnu::always_inline]] inline void Add(const Scores& scores, Vector* sum) {
  for (size_t part = 0; part < kParts; ++part) {
    Eight16 few;
    Eight wide;
    std::memcpy(&few, &scores[part * kLanes], sizeof(few));
    std::memcpy(&wide, &(*sum)[part * kLanes], sizeof(wide));
    wide += __builtin_convertvector(few, Eight);
    std::memcpy(&(*sum)[part * kLanes], &wide, sizeof(wide));
  }
}

// Of each word of the stretch and each label, the best score up to it.
[[gnu::always_inline]] inline void WalkForward(const SequenceModel& model,
                                               const Stretch& stretch,
                                               Vector* best) {
  for (uint32_t i = 0; i < stretch.size; ++i) {
    best[i] = i == 0 ? model.steps()[kOutside]
                     : Step<Forward>(model.steps(), best[i - 1]);
    Add(stretch.scores[i], &best[i]);
    if (stretch.allowed == nullptr) continue;
    for (LabelSet barred = ~stretch.allowed[i] & kAnyLabel; barred != 0;
         barred &= barred - 1) {
      best[i][static_cast<size_t>(__builtin_ctz(barred))] += kForbidden;
    }
  }
}

// Of each label of the first word, its best score with what comes after it,
// its own apart.
[[gnu::always_inline]] inline void WalkBackward(const SequenceModel& model,
                                                const Stretch& stretch,
                                                Vector* best) {
  *best = model.steps_back()[kOutside];
  for (uint32_t i = stretch.size; i-- > 1;) {
    Add(stretch.scores[i], best);
    *best = Step<Backward>(model.steps_back(), *best);
  }
}

using Walk = void (*)(const SequenceModel&, const Stretch&, Vector*);
void WalkForwardPortably(const SequenceModel& model, const Stretch& stretch,
                         Vector* best) {
  WalkForward(model, stretch, best);
}
void WalkBackwardPortably(const SequenceModel& model, const Stretch& stretch,
                          Vector* best) {
  WalkBackward(model, stretch, best);
}
#if defined(__x86_64__)
[[gnu::target("avx2")]]
#endif
void WalkForwardWidely(const SequenceModel& model, const Stretch& stretch,
                       Vector* best) {
  WalkForward(model, stretch, best);
}
#if defined(__x86_64__)
[[gnu::target("avx2")]]
#endif
void WalkBackwardWidely(const SequenceModel& model, const Stretch& stretch,
                        Vector* best) {
  WalkBackward(model, stretch, best);
}
const Walk kWalkForward =
    text::HasWideVectors() ? WalkForwardWidely : WalkForwardPortably;
const Walk kWalkBackward =
    text::HasWideVectors() ? WalkBackwardWidely : WalkBackwardPortably;

// The label before `right` on the best path, whose word has the scores
// `before`; of equal ones the lowest.
uint8_t StepBack(const LabelSteps& steps, const Vector& before, uint8_t right) {
  if (GoesOn(right)) {
    const uint8_t begin = LabelOf(TypeOf(right), SpanPart::kBegin);
    const uint8_t inside = LabelOf(TypeOf(right), SpanPart::kInside);
    return before[inside] + steps[inside][right] >
                   before[begin] + steps[begin][right]
               ? inside
               : begin;
  }
  uint8_t from = kOutside;
  int32_t most = before[kOutside] + steps[kOutside][right];
  for (size_t i = 1; i < kFreeLabels; ++i) {
    const int32_t score = before[kClosed[i]] + steps[kClosed[i]][right];
    if (score > most) {
      most = score;
      from = kClosed[i];
    }
  }
  return from;
}

// By SpanPart.
using Parts [[gnu::vector_size(16)]] = int32_t;
using FewScores [[gnu::vector_size(8)]] = int16_t;
static_assert(kOutside == 0 && LabelOf(1, SpanPart::kBegin) == 5);

// The most that the word with `scores` can gain by a label of each part over
// being outside of names.
Parts MostGain(const StepBounds& bounds, const Scores& scores) {
  Parts most{};
  for (size_t type = 0; type < kModelTypes; ++type) {
    FewScores own;
    Parts step;
    std::memcpy(&own, &scores[LabelOf(type, SpanPart::kBegin)], sizeof(own));
    std::memcpy(&step, bounds.to[type].data(), sizeof(step));
    const Parts gain = __builtin_convertvector(own, Parts) + step;
    most = type == 0 ? gain : (gain > most ? gain : most);
  }
  return most - static_cast<int32_t>(scores[kOutside]);
}

// Whether it is certain, before looking for the best labels, that they are all
// outside of names: no name can be worth it, whatever its words' types. Costs a
// tenth of looking.
bool IsOutside(const SequenceModel& model, const Stretch& stretch) {
  const StepBounds& bounds = model.step_bounds();
  int32_t open = kNeverStep;  // the most of a name that goes on
  int32_t ended = 0;  // of what has ended before the word, or of nothing
  for (uint32_t i = 0; i < stretch.size; ++i) {
    const Parts gain = MostGain(bounds, stretch.scores[i]);
    const int32_t ends =
        std::max(ended + gain[static_cast<int>(SpanPart::kSingle)],
                 open + gain[static_cast<int>(SpanPart::kEnd)]);
    if (ends + bounds.out >= 0) return false;
    open = std::max(ended + gain[static_cast<int>(SpanPart::kBegin)],
                    open + gain[static_cast<int>(SpanPart::kInside)]);
    ended = std::max(ends, 0);
  }
  return true;
}

// Room for the scores of that many words, the thread's own.
std::vector<Vector>& BestScores(size_t words) {
  thread_local std::vector<Vector> best;
  if (best.size() < words) best.resize(words);
  return best;
}

}  // namespace

StepBounds BoundSteps(const LabelSteps& steps) {
  StepBounds bounds;
  const int32_t none = steps[kOutside][kOutside];
  bounds.out = kNeverStep;
  for (uint8_t left = 1; left < kLabels; ++left) {
    if (!MayFollow(left, kOutside)) continue;
    bounds.out = std::max(bounds.out, steps[left][kOutside] - none);
  }
  for (size_t type = 0; type < kModelTypes; ++type) {
    for (size_t part = 0; part < bounds.to[type].size(); ++part) {
      const uint8_t right = LabelOf(type, static_cast<SpanPart>(part));
      int32_t most = kNeverStep;
      for (uint8_t left = 0; left < kLabels; ++left) {
        if (!MayFollow(left, right)) continue;
        most = std::max(most, steps[left][right] - none);
      }
      bounds.to[type][part] = most;
    }
  }
  return bounds;
}

float LabelBest(const SequenceModel& model, const Stretch& stretch,
                uint8_t* labels) {
  if (stretch.size == 0) return 0;
  const LabelSteps& steps = model.steps();
  if (stretch.allowed == nullptr && IsOutside(model, stretch)) {
    int32_t sum = steps[kOutside][kOutside];
    for (uint32_t i = 0; i < stretch.size; ++i) {
      sum += steps[kOutside][kOutside] + stretch.scores[i][kOutside];
      labels[i] = kOutside;
    }
    return static_cast<float>(sum);
  }
  std::vector<Vector>& best = BestScores(stretch.size);
  kWalkForward(model, stretch, best.data());
  // A name may not run over the end: what follows is outside.
  const uint32_t end = stretch.size - 1;
  labels[end] = StepBack(steps, best[end], kOutside);
  for (uint32_t i = end; i > 0; --i) {
    labels[i - 1] = StepBack(steps, best[i - 1], labels[i]);
  }
  const uint8_t last = labels[end];
  return static_cast<float>(best[end][last] + steps[last][kOutside]);
}

float MarginOf(const SequenceModel& model, const Stretch& stretch, uint32_t at,
               uint8_t label) {
  std::vector<Vector>& best = BestScores(at + 1);
  kWalkForward(model, {stretch.scores, at + 1, nullptr}, best.data());
  Vector after;
  kWalkBackward(model, {stretch.scores + at, stretch.size - at, nullptr},
                &after);
  int32_t other = 2 * kNeverStep;
  for (uint8_t one = 0; one < kLabels; ++one) {
    after[one] += best[at][one];
    if (one != label) other = std::max(other, after[one]);
  }
  return static_cast<float>(after[label] - other);
}

}  // namespace vigie::entities
