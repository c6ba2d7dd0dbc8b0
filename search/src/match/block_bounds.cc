#include "match/block_bounds.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include "text/processor.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace vigie::match {
namespace {

// What the sums of bounds may have lost by rounding.
constexpr double kRounding = 1 + 1e-4;

// Calls `take(block, most)` with the blocks of a decoded list.
template <typename Take>
void VisitDecoded(const BlockBounds::Term& term, const Take& take) {
  const std::vector<uint32_t>& docs = term.list.docs();
  for (size_t i = 0; i < docs.size();) {
    const size_t block = docs[i] / index::kDenseWordBits;
    double wdf = 0;
    for (; i < docs.size() && docs[i] / index::kDenseWordBits == block; ++i) {
      wdf = std::max<double>(wdf, term.list.wdf(i));
    }
    take(block,
         static_cast<float>(term.weight * wdf / (wdf + term.least_norm)));
  }
}

template <typename Take>
void VisitBlocksOf(const DocSet& docs, const Take& take) {
  uint32_t last = UINT32_MAX;
  docs.Visit([&](uint32_t doc) {
    const uint32_t block = doc / index::kDenseWordBits;
    if (block != last) take(block);
    last = block;
  });
}

// Positive floats compare as these do.
uint32_t BitsOf(float value) {
  uint32_t bits = 0;
  std::memcpy(&bits, &value, sizeof(bits));
  return bits;
}

enum Combined : uint8_t { kSum, kMost };

// With `step` x each of `bounds`.
void CombinePortably(const uint8_t* bounds, float step, Combined as,
                     size_t first, std::vector<float>* most) {
  for (size_t i = first; i < most->size(); ++i) {
    float& here = (*most)[i];
    const float bound = step * static_cast<float>(bounds[i]);
    here = as == kSum ? here + bound : std::max(here, bound);
  }
}

#if defined(__x86_64__)

constexpr size_t kWide = 8;  // floats

[[gnu::target("avx2")]] void CombineAvx2(const uint8_t* bounds, float step,
                                         Combined as,
                                         std::vector<float>* most) {
  const __m256 steps = _mm256_set1_ps(step);
  size_t i = 0;
  for (; i + kWide <= most->size(); i += kWide) {
    const __m256i read = _mm256_cvtepu8_epi32(
        _mm_loadl_epi64(reinterpret_cast<const __m128i*>(bounds + i)));
    const __m256 bound = _mm256_mul_ps(steps, _mm256_cvtepi32_ps(read));
    float* const at = most->data() + i;
    const __m256 here = _mm256_loadu_ps(at);
    _mm256_storeu_ps(at, as == kSum ? _mm256_add_ps(here, bound)
                                    : _mm256_max_ps(here, bound));
  }
  CombinePortably(bounds, step, as, i, most);
}

// Adds `bound` to those of 64 whose bit is 1.
[[gnu::target("avx2")]] inline void AddWhere(uint64_t bits, float bound,
                                             float* most) {
  const __m256 added = _mm256_set1_ps(bound);
  const __m256i each = _mm256_setr_epi32(1, 2, 4, 8, 16, 32, 64, 128);
  for (size_t i = 0; i < index::kDenseWordBits; i += kWide) {
    const __m256i byte = _mm256_set1_epi32(static_cast<int>(bits >> i & 255U));
    const __m256i there =
        _mm256_cmpeq_epi32(_mm256_and_si256(byte, each), each);
    const __m256 here = _mm256_load_ps(most + i);
    _mm256_store_ps(
        most + i,
        _mm256_add_ps(here, _mm256_and_ps(added, _mm256_castsi256_ps(there))));
  }
}

#endif

void Combine(const uint8_t* bounds, float step, Combined as,
             std::vector<float>* most) {
#if defined(__x86_64__)
  if (text::HasWideVectors()) return CombineAvx2(bounds, step, as, most);
#endif
  CombinePortably(bounds, step, as, 0, most);
}

}  // namespace

void BlockBounds::Add(const Term& term) {
  Exact exact;
  const index::Span<uint64_t> bits = term.list.bits();
  if (bits.size >= most_.size()) {
    exact.bits = bits.data;
  } else {
    exact.own_bits.resize(most_.size());
    for (const uint32_t doc : term.list.docs()) {
      exact.own_bits[doc / index::kDenseWordBits] |=
          uint64_t{1} << (doc % index::kDenseWordBits);
    }
    exact.bits = exact.own_bits.data();
  }
  const index::Span<uint8_t> bounds = term.list.bounds();
  if (bounds.size >= most_.size()) {
    exact.bounds = bounds.data;
    exact.step = static_cast<float>(term.weight * term.step);
    Combine(bounds.data, exact.step, kSum, &most_);
  } else {
    exact.own_bounds.resize(most_.size());
    VisitDecoded(term, [&](size_t block, float most) {
      most_[block] += most;
      exact.own_bounds[block] = most;
    });
  }
  exact_.push_back(std::move(exact));
}

void BlockBounds::Add(const DocSet& docs, double most) {
  VisitBlocksOf(docs, [&](uint32_t block) {
    most_[block] += static_cast<float>(most);
    loose_[block] += static_cast<float>(most);
  });
}

void BlockBounds::Add(const BlockBounds& raised) {
  for (size_t i = 0; i < most_.size(); ++i) {
    most_[i] += raised.most_[i];
    loose_[i] += raised.most_[i];
  }
}

void BlockBounds::Raise(const Term& term) {
  const index::Span<uint8_t> bounds = term.list.bounds();
  if (bounds.size < most_.size()) {
    return VisitDecoded(term, [&](size_t block, float most) {
      most_[block] = std::max(most_[block], most);
    });
  }
  const auto step = static_cast<float>(term.weight * term.step);
  Combine(bounds.data, step, kMost, &most_);
}

void BlockBounds::Raise(const DocSet& docs, double most) {
  VisitBlocksOf(docs, [&](uint32_t block) {
    most_[block] = std::max(most_[block], static_cast<float>(most));
  });
}

bool BlockBounds::TakeBest(size_t count, double least, const DocSet& docs,
                           std::vector<uint32_t>* taken) {
  taken->clear();
  const auto enough = static_cast<float>(std::max(0.0, least / kRounding));
  const std::vector<uint64_t> blocks = BestBlocks(count, enough);
  if (blocks.empty()) return false;
  docs.VisitBlocks(blocks, [&](uint32_t block, uint64_t documents) {
    for (uint64_t left = Promising(block, documents, enough); left != 0;
         left &= left - 1) {
      taken->push_back(block * index::kDenseWordBits +
                       static_cast<uint32_t>(__builtin_ctzll(left)));
    }
  });
  return true;
}

// By steps of their bits, of which an octave has 128, below the best.
std::vector<uint64_t> BlockBounds::BestBlocks(size_t count, float least) {
  constexpr uint32_t kStepBits = 16;
  constexpr uint32_t kSteps = 512;
  uint32_t best = 0;
  size_t kept = 0;
  for (const uint32_t block : left_) {
    left_[kept] = block;
    kept += most_[block] >= least ? 1 : 0;
    best = std::max(best, BitsOf(most_[block]));
  }
  left_.resize(kept);
  if (left_.empty()) return {};
  const auto step_of = [&](uint32_t block) {
    return std::min((best >> kStepBits) - (BitsOf(most_[block]) >> kStepBits),
                    kSteps - 1);
  };
  std::array<uint32_t, kSteps> blocks{};
  for (const uint32_t block : left_) ++blocks[step_of(block)];
  uint32_t cut = 0;
  for (size_t found = blocks[0]; found < count && cut + 1 < kSteps;) {
    found += blocks[++cut];
  }
  std::vector<uint64_t> taken(most_.size() / 64 + 1);
  kept = 0;
  for (const uint32_t block : left_) {
    const bool is_taken = step_of(block) <= cut;
    taken[block / 64] |= uint64_t{is_taken} << (block % 64);
    left_[kept] = block;
    kept += is_taken ? 0 : 1;
  }
  left_.resize(kept);
  return taken;
}

uint64_t BlockBounds::Promising(uint32_t block, uint64_t documents,
                                float least) const {
  if (loose_[block] >= least) return documents;
#if defined(__x86_64__)
  if (text::HasWideVectors()) return PromisingAvx2(block, documents, least);
#endif
  std::array<float, index::kDenseWordBits> most{};
  uint64_t promising = 0;
  for (const Exact& term : exact_) {
    const float bound = term.most(block);
    for (uint64_t left = term.bits[block] & documents; left != 0;
         left &= left - 1) {
      const auto at = static_cast<size_t>(__builtin_ctzll(left));
      most[at] += bound;
      if (most[at] + loose_[block] >= least) promising |= left & (~left + 1);
    }
  }
  return promising;
}

#if defined(__x86_64__)

[[gnu::target("avx2")]] uint64_t BlockBounds::PromisingAvx2(uint32_t block,
                                                            uint64_t documents,
                                                            float least) const {
  alignas(32) std::array<float, index::kDenseWordBits> most{};
  for (const Exact& term : exact_) {
    const uint64_t there = term.bits[block] & documents;
    if (there == 0) continue;
    const float bound = term.most(block);
    if ((there & (there - 1)) == 0) {
      most[static_cast<size_t>(__builtin_ctzll(there))] += bound;
    } else {
      AddWhere(there, bound, most.data());
    }
  }
  const __m256 loose = _mm256_set1_ps(loose_[block]);
  const __m256 enough = _mm256_set1_ps(least);
  uint64_t promising = 0;
  for (size_t i = 0; i < most.size(); i += kWide) {
    const __m256 all = _mm256_add_ps(_mm256_load_ps(most.data() + i), loose);
    const auto bits = static_cast<uint32_t>(
        _mm256_movemask_ps(_mm256_cmp_ps(all, enough, _CMP_GE_OQ)));
    promising |= uint64_t{bits} << i;
  }
  return promising & documents;
}

#endif

}  // namespace vigie::match
