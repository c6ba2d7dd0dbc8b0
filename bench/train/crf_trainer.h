// Trains a linear-chain conditional random field: AdaGrad on single islands,
// features left out at random, weights averaged over the later epochs. Two
// kinds of articles learn in common and apart, each its own addend to the
// weights (Hal Daumé III, Frustratingly Easy Domain Adaptation, ACL 2007).
#ifndef VIGIE_BENCH_TRAIN_CRF_TRAINER_H_
#define VIGIE_BENCH_TRAIN_CRF_TRAINER_H_

#include <array>
#include <cstdint>
#include <vector>

#include "bench/train/labelled.h"

namespace vigie::train {

struct CrfOptions {
  uint32_t epochs = 14;
  float rate = 0.12F;
  float decay = 0.0F;       // L2, per update of a feature
  float drop_names = 0.2F;  // share of words without the features that name it
  float drop_any = 0.1F;    // share of all other features
  // Of a step, taken again by what labelled articles learn apart from written
  // ones, and written ones apart from them; models have the former.
  float apart = 0.0F;
  float share = 0.0F;      // of a step, for labels of one type or part together
  uint32_t min_count = 2;  // rarer features are not learned
  float keep = 1.0F;       // share of all features that the model sees, by seed
  uint64_t seed = 1;
};

using Vector = std::array<float, entities::kLabelStride>;

struct Weights {
  std::vector<uint32_t> features;  // sorted hashes of 31 bits
  std::vector<Vector> rows;        // as `features`
  std::array<Vector, entities::kLabels> steps{};
};

// One thread; the result depends on the arguments alone.
Weights Train(const std::vector<const Example*>& examples,
              const CrfOptions& options);

// The mean of models, a feature that one lacks counting as 0 in it.
Weights Average(const std::vector<Weights>& models);

}  // namespace vigie::train

#endif  // VIGIE_BENCH_TRAIN_CRF_TRAINER_H_
