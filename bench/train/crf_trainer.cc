// Long because the steps of one learner share what it holds.
#include "bench/train/crf_trainer.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <random>
#include <unordered_map>

namespace vigie::train {
namespace {

using entities::kLabels;
using entities::kLabelStride;
using entities::kNamesTheWord;

constexpr uint32_t kHashBits = kNamesTheWord - 1;

// Sorted features with their counts.
std::vector<uint32_t> FrequentFeatures(
    const std::vector<const Example*>& examples, uint32_t min_count) {
  std::vector<uint32_t> all;
  for (const Example* example : examples) {
    for (const uint32_t row : example->rows) all.push_back(row & kHashBits);
  }
  std::sort(all.begin(), all.end());
  std::vector<uint32_t> kept;
  for (size_t begin = 0; begin < all.size();) {
    size_t end = begin;
    while (end < all.size() && all[end] == all[begin]) ++end;
    if (end - begin >= min_count) kept.push_back(all[begin]);
    begin = end;
  }
  return kept;
}

// Whether the model of this seed is one of those that learn the feature.
bool IsSeen(uint32_t feature, const CrfOptions& options) {
  constexpr uint64_t kOdd = 0xD6E8FEB86659FD93ULL;
  uint64_t h = (feature + options.seed * 0x9E3779B9ULL) * kOdd;
  h ^= h >> 32U;
  h *= kOdd;
  return static_cast<double>(h >> 40U) / 16777216.0 <
         static_cast<double>(options.keep);
}

// An example with the numbers of its features, the bit kept.
struct Compact {
  std::vector<uint32_t> ends;
  std::vector<uint32_t> rows;
  const std::vector<uint8_t>* labels = nullptr;
  bool written = false;
};

std::vector<Compact> Compress(const std::vector<const Example*>& examples,
                              const std::vector<uint32_t>& features) {
  std::unordered_map<uint32_t, uint32_t> number;
  number.reserve(features.size());
  for (uint32_t i = 0; i < features.size(); ++i) number.emplace(features[i], i);
  std::vector<Compact> compact;
  for (const Example* example : examples) {
    Compact one;
    one.labels = &example->labels;
    one.written = example->written;
    uint32_t at = 0;
    for (const uint32_t end : example->row_ends) {
      for (; at < end; ++at) {
        const auto found = number.find(example->rows[at] & kHashBits);
        if (found == number.end()) continue;
        one.rows.push_back(found->second | (example->rows[at] & kNamesTheWord));
      }
      one.ends.push_back(static_cast<uint32_t>(one.rows.size()));
    }
    compact.push_back(std::move(one));
  }
  return compact;
}

void Multiply(const Vector& a, Vector* b) {
  for (size_t i = 0; i < kLabelStride; ++i) (*b)[i] *= a[i];
}

float Sum(const Vector& v) {
  return std::accumulate(v.begin(), v.begin() + kLabels, 0.0F);
}

float Scale(Vector* v) {
  const float sum = Sum(*v);
  for (float& x : *v) x /= sum;
  return sum;
}

class Learner {
  // By type, then by part.
  using Groups = std::array<float, entities::kModelTypes + 4>;
  using Rows = std::vector<Vector>;  // by feature
  // What one kind of articles adds to the weights.
  struct Apart {
    Rows rows;
    Rows squares;
  };
  static constexpr size_t kOfLabelled = 0;
  static constexpr size_t kOfWritten = 1;

 public:
  Learner(const std::vector<Compact>& examples, size_t features,
          const CrfOptions& options)
      : examples_(examples),
        options_(options),
        random_(options.seed),
        rows_(features),
        squares_(features) {
    average_.resize(features);
    if (options.share > 0) shared_.resize(features);
    if (options.apart > 0) {
      for (Apart& own : apart_) own = {Rows(features), Rows(features)};
    }
  }

  Weights Run() {
    std::vector<uint32_t> order(examples_.size());
    std::iota(order.begin(), order.end(), 0U);
    uint32_t averaged = 0;
    for (uint32_t epoch = 0; epoch < options_.epochs; ++epoch) {
      Shuffle(&order);
      for (const uint32_t one : order) Learn(examples_[one]);
      if (epoch < options_.epochs / 2) continue;
      ++averaged;
      for (size_t i = 0; i < rows_.size(); ++i) {
        AddTo(rows_[i], &average_[i]);
        if (options_.apart > 0)
          AddTo(apart_[kOfLabelled].rows[i], &average_[i]);
      }
      for (size_t i = 0; i < kLabels; ++i) {
        AddTo(steps_[i], &average_steps_[i]);
      }
    }
    Weights weights;
    const float share = 1.0F / static_cast<float>(std::max(averaged, 1U));
    for (Vector& row : average_) {
      for (float& x : row) x *= share;
    }
    for (Vector& row : average_steps_) {
      for (float& x : row) x *= share;
    }
    weights.rows = std::move(average_);
    weights.steps = average_steps_;
    return weights;
  }

 private:
  // std::shuffle is not the same in every library.
  void Shuffle(std::vector<uint32_t>* order) {
    for (size_t i = order->size(); i > 1; --i) {
      std::swap((*order)[i - 1], (*order)[random_() % i]);
    }
  }

  static void AddTo(const Vector& more, Vector* sum) {
    for (size_t i = 0; i < kLabelStride; ++i) (*sum)[i] += more[i];
  }

  // xorshift: one of these per feature and update.
  bool Chance(float share) {
    state_ ^= state_ << 13U;
    state_ ^= state_ >> 7U;
    state_ ^= state_ << 17U;
    return static_cast<float>(state_ >> 40U) * (1.0F / 16777216.0F) < share;
  }

  void Choose(const Compact& example) {
    active_.clear();
    active_ends_.clear();
    uint32_t at = 0;
    for (const uint32_t end : example.ends) {
      const bool nameless = Chance(options_.drop_names);
      for (; at < end; ++at) {
        const bool names = (example.rows[at] & kNamesTheWord) != 0;
        if (names ? nameless : Chance(options_.drop_any)) continue;
        active_.push_back(example.rows[at] & kHashBits);
      }
      active_ends_.push_back(static_cast<uint32_t>(active_.size()));
    }
  }

  void Emissions() {
    scores_.assign(active_ends_.size(), Vector{});
    uint32_t at = 0;
    for (size_t i = 0; i < active_ends_.size(); ++i) {
      for (; at < active_ends_[i]; ++at) {
        AddTo(rows_[active_[at]], &scores_[i]);
        if (options_.apart > 0) AddTo(own_->rows[active_[at]], &scores_[i]);
      }
      float most = scores_[i][0];
      for (size_t l = 1; l < kLabels; ++l) most = std::max(most, scores_[i][l]);
      for (size_t l = 0; l < kLabels; ++l) {
        scores_[i][l] = std::exp(scores_[i][l] - most);
      }
      for (size_t l = kLabels; l < kLabelStride; ++l) scores_[i][l] = 0;
    }
  }

  void Forward() {
    for (uint8_t a = 0; a < kLabels; ++a) {
      for (uint8_t b = 0; b < kLabels; ++b) {
        factors_[a][b] =
            entities::MayFollow(a, b) ? std::exp(steps_[a][b]) : 0.0F;
      }
    }
    const size_t n = scores_.size();
    alpha_.assign(n, Vector{});
    for (size_t i = 0; i < n; ++i) {
      if (i == 0) {
        alpha_[i] = factors_[entities::kOutside];
      } else {
        for (size_t a = 0; a < kLabels; ++a) {
          for (size_t b = 0; b < kLabelStride; ++b) {
            alpha_[i][b] += alpha_[i - 1][a] * factors_[a][b];
          }
        }
      }
      Multiply(scores_[i], &alpha_[i]);
      Scale(&alpha_[i]);
    }
  }

  // Beta times emission, of the word after; scaled freely.
  void Backward(const Compact& example) {
    const size_t n = scores_.size();
    for (Vector& row : expected_) row.fill(0);
    Vector beta{};
    for (size_t a = 0; a < kLabels; ++a) {
      beta[a] = factors_[a][entities::kOutside];
    }
    gradients_.assign(n, Vector{});
    ExpectPairs(alpha_[n - 1], OnlyOutside());
    for (size_t i = n; i-- > 0;) {
      Vector marginal = alpha_[i];
      Multiply(beta, &marginal);
      Scale(&marginal);
      for (size_t l = 0; l < kLabels; ++l) gradients_[i][l] = -marginal[l];
      gradients_[i][(*example.labels)[i]] += 1;
      Multiply(scores_[i], &beta);
      ExpectPairs(i == 0 ? OnlyOutside() : alpha_[i - 1], beta);
      if (i == 0) break;
      Vector before{};
      for (size_t a = 0; a < kLabels; ++a) {
        float sum = 0;
        for (size_t b = 0; b < kLabels; ++b) sum += factors_[a][b] * beta[b];
        before[a] = sum;
      }
      Scale(&before);
      beta = before;
    }
  }

  static Vector OnlyOutside() {
    Vector v{};
    v[entities::kOutside] = 1;
    return v;
  }

  void ExpectPairs(const Vector& left, const Vector& right) {
    std::array<Vector, kLabels> pairs;
    float sum = 0;
    for (size_t a = 0; a < kLabels; ++a) {
      for (size_t b = 0; b < kLabelStride; ++b) {
        pairs[a][b] = left[a] * factors_[a][b] * right[b];
      }
      sum += Sum(pairs[a]);
    }
    for (size_t a = 0; a < kLabels; ++a) {
      for (size_t b = 0; b < kLabelStride; ++b) {
        expected_[a][b] += pairs[a][b] / sum;
      }
    }
  }

  void Step(const Vector& gradient, float share, Vector* weights,
            Vector* squares) const {
    for (size_t l = 0; l < kLabelStride; ++l) {
      const float g = gradient[l] - options_.decay * (*weights)[l];
      (*squares)[l] += g * g;
      (*weights)[l] +=
          share * options_.rate * g / std::sqrt((*squares)[l] + 1e-2F);
    }
  }

  static Groups SumGroups(const Vector& gradient) {
    Groups sums{};
    for (uint8_t l = 1; l < kLabels; ++l) {
      sums[entities::TypeOf(l)] += gradient[l];
      sums[entities::kModelTypes + static_cast<size_t>(entities::PartOf(l))] +=
          gradient[l];
    }
    return sums;
  }

  // What labels of one type, and those of one part, learn alike.
  void StepTogether(const Groups& sums, Vector* weights,
                    Groups* squares) const {
    Groups steps;
    for (size_t k = 0; k < sums.size(); ++k) {
      (*squares)[k] += sums[k] * sums[k];
      steps[k] = options_.share * options_.rate * sums[k] /
                 std::sqrt((*squares)[k] + 1e-2F);
    }
    for (size_t type = 0; type < entities::kModelTypes; ++type) {
      for (size_t part = 0; part < 4; ++part) {
        (*weights)[1 + 4 * type + part] +=
            steps[type] + steps[entities::kModelTypes + part];
      }
    }
  }

  void Learn(const Compact& example) {
    own_ = &apart_[example.written ? kOfWritten : kOfLabelled];
    Choose(example);
    Emissions();
    Forward();
    Backward(example);
    uint32_t at = 0;
    for (size_t i = 0; i < gradients_.size(); ++i) {
      const Vector& gradient = gradients_[i];
      const Groups sums = SumGroups(gradient);
      for (; at < active_ends_[i]; ++at) {
        const uint32_t row = active_[at];
        Step(gradient, 1, &rows_[row], &squares_[row]);
        if (options_.apart > 0) {
          Step(gradient, options_.apart, &own_->rows[row], &own_->squares[row]);
        }
        if (options_.share > 0) StepTogether(sums, &rows_[row], &shared_[row]);
      }
    }
    for (Vector& row : expected_) {
      for (float& x : row) x = -x;
    }
    uint8_t left = entities::kOutside;
    for (const uint8_t label : *example.labels) {
      expected_[left][label] += 1;
      left = label;
    }
    expected_[left][entities::kOutside] += 1;
    for (size_t a = 0; a < kLabels; ++a) {
      Step(expected_[a], 1, &steps_[a], &step_squares_[a]);
    }
  }

  const std::vector<Compact>& examples_;
  const CrfOptions options_;
  std::mt19937_64 random_;
  uint64_t state_ = 88172645463325252ULL + options_.seed * 7919;
  Rows rows_;
  Rows squares_;
  std::array<Apart, 2> apart_;
  Rows average_;
  std::vector<Groups> shared_;  // sums of squares
  std::array<Vector, kLabels> steps_{};
  std::array<Vector, kLabels> step_squares_{};
  std::array<Vector, kLabels> average_steps_{};
  // Of the example in hand.
  Apart* own_ = nullptr;
  std::vector<uint32_t> active_;
  std::vector<uint32_t> active_ends_;
  std::vector<Vector> scores_;
  std::vector<Vector> alpha_;
  std::vector<Vector> gradients_;
  std::array<Vector, kLabels> factors_{};
  std::array<Vector, kLabels> expected_{};
};

}  // namespace

Weights Train(const std::vector<const Example*>& examples,
              const CrfOptions& options) {
  std::vector<uint32_t> features =
      FrequentFeatures(examples, options.min_count);
  features.erase(std::remove_if(features.begin(), features.end(),
                                [&](uint32_t feature) {
                                  return !IsSeen(feature, options);
                                }),
                 features.end());
  const std::vector<Compact> compact = Compress(examples, features);
  Weights weights = Learner(compact, features.size(), options).Run();
  weights.features = std::move(features);
  return weights;
}

Weights Average(const std::vector<Weights>& models) {
  std::map<uint32_t, Vector> rows;
  Weights mean;
  const float share = 1.0F / static_cast<float>(models.size());
  for (const Weights& model : models) {
    for (size_t i = 0; i < model.features.size(); ++i) {
      Vector& row = rows[model.features[i]];
      for (size_t l = 0; l < kLabels; ++l) row[l] += share * model.rows[i][l];
    }
    for (size_t a = 0; a < kLabels; ++a) {
      for (size_t l = 0; l < kLabels; ++l) {
        mean.steps[a][l] += share * model.steps[a][l];
      }
    }
  }
  for (const auto& [feature, row] : rows) {
    mean.features.push_back(feature);
    mean.rows.push_back(row);
  }
  return mean;
}

}  // namespace vigie::train
