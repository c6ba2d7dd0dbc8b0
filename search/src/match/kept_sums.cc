#include "match/kept_sums.h"

#include <functional>
#include <optional>
#include <utility>

#include "match/posting_cache.h"

namespace vigie::match {

bool Sightings::SeenBefore(uint32_t segment, const std::string& name) {
  constexpr uint64_t kMix = 0x9e3779b97f4a7c15;  // 2^64 / golden ratio
  const uint64_t hash = (std::hash<std::string>()(name) ^ segment * kMix) | 1U;
  return seen_[(hash * kMix >> 32) % seen_.size()].exchange(
             hash, std::memory_order_relaxed) == hash;
}

const std::shared_ptr<KeptSums>& KeptSums::Shared() {
  // Lives until the end: snapshots in static storage may outlive it else.
  static const auto* const kept =
      new std::shared_ptr<KeptSums>(std::make_shared<KeptSums>(kDefaultBytes));
  return *kept;
}

FacetSums::FacetSums(const Catalog& catalog, std::shared_ptr<KeptSums> kept)
    : catalog_(catalog), kept_(std::move(kept)) {
  for (const auto& segment : catalog_.segments()) {
    numbers_.push_back(kept_->segments.Hold(ContentKey(*segment)));
  }
}

FacetSums::~FacetSums() {
  for (const auto& segment : catalog_.segments()) {
    const std::optional<uint32_t> unused =
        kept_->segments.Release(ContentKey(*segment));
    if (unused) kept_->sums.Forget(*unused);
  }
}

FacetSums::Pointer FacetSums::Find(uint32_t segment,
                                   const std::string& name) const {
  return kept_->sums.Find({numbers_[segment], name});
}

bool FacetSums::WorthKeeping(uint32_t segment, const std::string& name) const {
  return kept_->sightings.SeenBefore(numbers_[segment], name);
}

FacetSums::Pointer FacetSums::Keep(uint32_t segment, const std::string& name,
                                   ValueSums sums) const {
  constexpr size_t kOverhead = 256;  // of maps and lists
  const size_t bytes = sums.bytes() + 2 * name.size() + kOverhead;
  return kept_->sums.Keep({numbers_[segment], name}, std::move(sums), bytes);
}

}  // namespace vigie::match
