#include "bench/train/word_vectors.h"

#include <algorithm>
#include <cmath>
#include <random>

namespace vigie::train {
namespace {

constexpr uint32_t kWindow = 4;
constexpr uint32_t kNegatives = 5;
constexpr float kRate = 0.05F;
constexpr double kFrequent = 2e-4;  // more frequent words are thinned out

class SkipGram {
 public:
  explicit SkipGram(const WordStream& text)
      : text_(text), inner_(text.words.size()), outer_(text.words.size()) {
    for (const uint64_t count : text.counts) {
      total_ += static_cast<double>(count);
    }
    for (WordVector& v : inner_) {
      for (float& x : v) x = (Uniform() - 0.5F) / kDimensions;
    }
    FillTable();
  }

  std::vector<WordVector> Run(uint32_t epochs) {
    const double steps = static_cast<double>(text_.stream.size()) * epochs;
    double done = 0;
    std::vector<uint32_t> sentence;
    for (uint32_t epoch = 0; epoch < epochs; ++epoch) {
      for (const uint32_t word : text_.stream) {
        ++done;
        if (word != WordStream::kEnd) {
          if (Uniform() < Keep(word)) sentence.push_back(word);
          continue;
        }
        rate_ = kRate * static_cast<float>(std::max(1 - done / steps, 1e-3));
        LearnSentence(sentence);
        sentence.clear();
      }
    }
    for (WordVector& v : inner_) Normalise(&v);
    return std::move(inner_);
  }

 private:
  uint64_t Next() {
    state_ ^= state_ << 13U;
    state_ ^= state_ >> 7U;
    state_ ^= state_ << 17U;
    return state_;
  }
  float Uniform() { return static_cast<float>(Next() >> 40U) / 16777216.0F; }

  float Keep(uint32_t word) const {
    const double share = static_cast<double>(text_.counts[word]) / total_;
    return static_cast<float>(std::sqrt(kFrequent / share) + kFrequent / share);
  }

  // Words drawn as often as their frequency to the power of 3/4.
  void FillTable() {
    double sum = 0;
    for (const uint64_t count : text_.counts) {
      sum += std::pow(static_cast<double>(count), 0.75);
    }
    double reached = 0;
    for (uint32_t word = 0; word < text_.counts.size(); ++word) {
      reached += std::pow(static_cast<double>(text_.counts[word]), 0.75) / sum;
      while (static_cast<double>(drawn_.size()) < reached * (1U << 22U)) {
        drawn_.push_back(word);
      }
    }
  }

  void LearnSentence(const std::vector<uint32_t>& sentence) {
    const auto size = static_cast<uint32_t>(sentence.size());
    for (uint32_t i = 0; i < size; ++i) {
      const auto reach = static_cast<uint32_t>(1 + Next() % kWindow);
      const uint32_t begin = i - std::min(i, reach);
      const uint32_t end = std::min(i + reach + 1, size);
      for (uint32_t j = begin; j < end; ++j) {
        if (j != i) LearnPair(sentence[j], sentence[i]);
      }
    }
  }

  void LearnPair(uint32_t word, uint32_t context) {
    WordVector change{};
    WordVector& v = inner_[word];
    for (uint32_t n = 0; n <= kNegatives; ++n) {
      const uint32_t target = n == 0 ? context : drawn_[Next() % drawn_.size()];
      if (n > 0 && target == context) continue;
      WordVector& other = outer_[target];
      const float score = std::clamp(Dot(v, other), -8.0F, 8.0F);
      const float wanted = n == 0 ? 1.0F : 0.0F;
      const float step = rate_ * (wanted - 1.0F / (1.0F + std::exp(-score)));
      AddScaled(step, other, &change);
      AddScaled(step, v, &other);
    }
    AddScaled(1.0F, change, &v);
  }

  const WordStream& text_;
  std::vector<WordVector> inner_;
  std::vector<WordVector> outer_;
  std::vector<uint32_t> drawn_;
  double total_ = 0;
  float rate_ = kRate;
  uint64_t state_ = 88172645463325252ULL;
};

}  // namespace

float Dot(const WordVector& a, const WordVector& b) {
  std::array<float, 8> sums{};
  for (size_t i = 0; i < kDimensions; i += sums.size()) {
    for (size_t j = 0; j < sums.size(); ++j) sums[j] += a[i + j] * b[i + j];
  }
  return ((sums[0] + sums[1]) + (sums[2] + sums[3])) +
         ((sums[4] + sums[5]) + (sums[6] + sums[7]));
}

void AddScaled(float scale, const WordVector& more, WordVector* sum) {
  for (size_t i = 0; i < kDimensions; ++i) (*sum)[i] += scale * more[i];
}

void Normalise(WordVector* v) {
  const float length = std::sqrt(Dot(*v, *v));
  if (length == 0) return;
  for (float& x : *v) x /= length;
}

std::vector<WordVector> LearnVectors(const WordStream& text, uint32_t epochs) {
  return SkipGram(text).Run(epochs);
}

std::vector<WordVector> Middles(const std::vector<WordVector>& points,
                                const std::vector<uint32_t>& group,
                                uint32_t groups) {
  std::vector<WordVector> middles(groups);
  for (size_t i = 0; i < points.size(); ++i) {
    AddScaled(1.0F, points[i], &middles[group[i]]);
  }
  for (WordVector& middle : middles) Normalise(&middle);
  return middles;
}

std::vector<uint32_t> Group(const std::vector<WordVector>& points,
                            uint32_t groups, uint32_t rounds) {
  std::vector<WordVector> middles;
  std::mt19937_64 random(20261122);
  for (uint32_t g = 0; g < groups; ++g) {
    middles.push_back(points[random() % points.size()]);
  }
  std::vector<uint32_t> group(points.size());
  for (uint32_t round = 0; round < rounds; ++round) {
    for (size_t i = 0; i < points.size(); ++i) {
      float most = -2;
      for (uint32_t g = 0; g < groups; ++g) {
        const float near = Dot(points[i], middles[g]);
        if (near > most) {
          most = near;
          group[i] = g;
        }
      }
    }
    middles = Middles(points, group, groups);
  }
  return group;
}

}  // namespace vigie::train
