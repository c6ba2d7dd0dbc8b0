#include "match/block_bounds.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace vigie::match {
namespace {

constexpr float kTaken = -1;
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

}  // namespace

void BlockBounds::Add(const Term& term) {
  const index::Span<uint8_t> bounds = term.list.bounds();
  if (bounds.size < most_.size()) {
    return VisitDecoded(term, [&](size_t block, float most) {
      most_[block] += most;
      loose_[block] += most;
    });
  }
  const auto step = static_cast<float>(term.weight * term.step);
  for (size_t i = 0; i < most_.size(); ++i) {
    most_[i] += step * static_cast<float>(bounds[i]);
  }
  const index::Span<uint64_t> bits = term.list.bits();
  if (bits.size >= most_.size()) {
    exact_.push_back({bits.data, bounds.data, step});
    return;
  }
  for (size_t i = 0; i < most_.size(); ++i) {
    loose_[i] += step * static_cast<float>(bounds[i]);
  }
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
  for (size_t i = 0; i < most_.size(); ++i) {
    most_[i] = std::max(most_[i], step * static_cast<float>(bounds[i]));
  }
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
  float best = kTaken;
  for (const float most : most_) best = most > best ? most : best;
  if (best < least) return {};
  const uint32_t top = BitsOf(best) >> kStepBits;
  const auto step_of = [&](float most) {
    return std::min(top - (BitsOf(most) >> kStepBits), kSteps - 1);
  };
  std::array<uint32_t, kSteps> blocks{};
  for (const float most : most_) {
    if (most >= least) ++blocks[step_of(most)];
  }
  uint32_t cut = 0;
  for (size_t found = blocks[0]; found < count && cut + 1 < kSteps;) {
    found += blocks[++cut];
  }
  std::vector<uint64_t> taken(most_.size() / 64 + 1);
  for (size_t i = 0; i < most_.size(); ++i) {
    if (most_[i] < least || step_of(most_[i]) > cut) continue;
    taken[i / 64] |= uint64_t{1} << (i % 64);
    most_[i] = kTaken;
  }
  return taken;
}

uint64_t BlockBounds::Promising(uint32_t block, uint64_t documents,
                                float least) const {
  if (loose_[block] >= least) return documents;
  std::array<float, index::kDenseWordBits> most{};
  uint64_t promising = 0;
  for (const Exact& term : exact_) {
    const float bound = term.step * static_cast<float>(term.bounds[block]);
    for (uint64_t left = term.bits[block] & documents; left != 0;
         left &= left - 1) {
      const auto at = static_cast<size_t>(__builtin_ctzll(left));
      most[at] += bound;
      if (most[at] + loose_[block] >= least) promising |= left & (~left + 1);
    }
  }
  return promising;
}

}  // namespace vigie::match
