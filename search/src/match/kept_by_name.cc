#include "match/kept_by_name.h"

#include <functional>

namespace vigie::match {

bool Sightings::SeenBefore(uint32_t segment, const std::string& name) {
  constexpr uint64_t kMix = 0x9e3779b97f4a7c15;  // 2^64 / golden ratio
  const uint64_t hash = (std::hash<std::string>()(name) ^ segment * kMix) | 1U;
  return seen_[(hash * kMix >> 32) % seen_.size()].exchange(
             hash, std::memory_order_relaxed) == hash;
}

}  // namespace vigie::match
