// Words as points: skip-gram with negative sampling (Mikolov and others 2013).
#ifndef VIGIE_BENCH_TRAIN_WORD_VECTORS_H_
#define VIGIE_BENCH_TRAIN_WORD_VECTORS_H_

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace vigie::train {

inline constexpr size_t kDimensions = 64;
using WordVector = std::array<float, kDimensions>;

float Dot(const WordVector& a, const WordVector& b);
void AddScaled(float scale, const WordVector& more, WordVector* sum);
void Normalise(WordVector* v);

// Words numbered by falling frequency; kEnd parts sentences.
struct WordStream {
  static constexpr uint32_t kEnd = 0xFFFFFFFF;
  std::vector<std::string> words;
  std::vector<uint64_t> counts;
  std::vector<uint32_t> stream;
};

// Of unit length. One thread; depends on the arguments alone.
std::vector<WordVector> LearnVectors(const WordStream& text, uint32_t epochs);

// The group of each point, by k-means on the sphere from points drawn at
// random, `rounds` times over. REQUIRES groups <= points.
std::vector<uint32_t> Group(const std::vector<WordVector>& points,
                            uint32_t groups, uint32_t rounds);

// The middle of each group, of unit length.
std::vector<WordVector> Middles(const std::vector<WordVector>& points,
                                const std::vector<uint32_t>& group,
                                uint32_t groups);

}  // namespace vigie::train

#endif  // VIGIE_BENCH_TRAIN_WORD_VECTORS_H_
