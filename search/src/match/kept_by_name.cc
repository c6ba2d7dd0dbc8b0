#include "match/kept_by_name.h"

#include <functional>

namespace vigie::match {

namespace {

constexpr uint64_t kMix = 0x9e3779b97f4a7c15;  // 2^64 / golden ratio

}  // namespace

bool Sightings::SeenBefore(uint32_t scope, const std::string& name) {
  return SeenBefore((std::hash<std::string>()(name) ^ scope * kMix) | 1U);
}

bool Sightings::SeenBefore(const KeptKey& document) {
  const uint64_t number = uint64_t{document.segment} << 32 | document.name;
  return SeenBefore((number + 1) * kMix | 1U);
}

bool Sightings::SeenBefore(uint64_t hash) {
  constexpr auto kOrder = std::memory_order_relaxed;
  Row& row = seen_[(hash * kMix >> 32) % seen_.size()];
  for (const std::atomic<uint64_t>& seen : row) {
    if (seen.load(kOrder) == hash) return true;
  }
  for (size_t i = row.size() - 1; i > 0; --i) {
    row[i].store(row[i - 1].load(kOrder), kOrder);
  }
  row.front().store(hash, kOrder);
  return false;
}

}  // namespace vigie::match
