#include "match/block_bounds.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

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
    for (size_t i = 0; i < most_.size(); ++i) {
      most_[i] += exact.step * static_cast<float>(bounds[i]);
    }
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

}  // namespace vigie::match
