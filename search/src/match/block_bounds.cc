#include "match/block_bounds.h"

#include <algorithm>
#include <array>

namespace vigie::match {
namespace {

constexpr float kTaken = -1;
// What the sums of bounds may have lost by rounding.
constexpr double kRounding = 1 + 1e-4;
constexpr size_t kSteps = 256;

}  // namespace

void BlockBounds::Join(const Term& term, Joined joined) {
  const index::Span<uint8_t> bounds = term.list.bounds();
  if (bounds.size > 0) {
    const auto step = static_cast<float>(term.weight * term.step);
    const size_t blocks = std::min(bounds.size, most_.size());
    if (joined == Joined::kAdded) {
      for (size_t i = 0; i < blocks; ++i) {
        most_[i] += step * static_cast<float>(bounds[i]);
      }
    } else {
      for (size_t i = 0; i < blocks; ++i) {
        most_[i] = std::max(most_[i], step * static_cast<float>(bounds[i]));
      }
    }
    return;
  }
  const std::vector<uint32_t>& docs = term.list.docs();
  for (size_t i = 0; i < docs.size();) {
    const size_t block = docs[i] / index::kDenseWordBits;
    double wdf = 0;
    for (; i < docs.size() && docs[i] / index::kDenseWordBits == block; ++i) {
      wdf = std::max<double>(wdf, term.list.wdf(i));
    }
    JoinAt(block,
           static_cast<float>(term.weight * wdf / (wdf + term.least_norm)),
           joined);
  }
}

void BlockBounds::Join(const DocSet& docs, double most, Joined joined) {
  size_t last = most_.size();
  docs.Visit([&](uint32_t doc) {
    const size_t block = doc / index::kDenseWordBits;
    if (block == last) return;
    last = block;
    JoinAt(block, static_cast<float>(most), joined);
  });
}

void BlockBounds::Add(const BlockBounds& other) {
  for (size_t i = 0; i < most_.size(); ++i) most_[i] += other.most_[i];
}

std::vector<uint64_t> BlockBounds::TakeBest(size_t count, double least) {
  const auto enough = static_cast<float>(std::max(0.0, least / kRounding));
  const float most = *std::max_element(most_.begin(), most_.end());
  if (most < enough) return {};
  const float scale = most > enough ? (kSteps - 1) / (most - enough) : 0;
  const auto step_of = [&](float bound) {
    return static_cast<size_t>((bound - enough) * scale);
  };
  std::array<uint32_t, kSteps> blocks{};
  for (const float bound : most_) {
    if (bound >= enough) ++blocks[step_of(bound)];
  }
  size_t cut = kSteps;
  for (size_t found = 0; cut > 0 && found < count;) found += blocks[--cut];
  std::vector<uint64_t> taken(most_.size() / 64 + 1);
  for (size_t i = 0; i < most_.size(); ++i) {
    if (most_[i] < enough || step_of(most_[i]) < cut) continue;
    taken[i / 64] |= uint64_t{1} << (i % 64);
    most_[i] = kTaken;
  }
  return taken;
}

}  // namespace vigie::match
