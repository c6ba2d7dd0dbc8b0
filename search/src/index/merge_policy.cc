#include "index/merge_policy.h"

#include <algorithm>

namespace vigie::index {
namespace {

// A quarter: 33% more is written than if nothing were rewritten for its
// tombstones, and no more than a third of the live bytes is dead weight.
constexpr uint32_t kTombstoneShare = 4;
// Below this a rewrite saves nothing that matters; merges by size take it.
constexpr uint32_t kLeastTombstones = 64;

bool IsWorn(const SegmentSize& segment) {
  return segment.tombstones >= kLeastTombstones &&
         uint64_t{segment.tombstones} * kTombstoneShare > segment.articles;
}

}  // namespace

uint64_t LiveBytes(const SegmentSize& segment) {
  if (segment.articles == 0) return segment.bytes;
  const uint64_t live = segment.articles - segment.tombstones;
  return static_cast<uint64_t>(static_cast<double>(segment.bytes) *
                               static_cast<double>(live) / segment.articles);
}

std::vector<size_t> ChooseMerge(const std::vector<SegmentSize>& segments,
                                uint64_t most_bytes) {
  std::vector<size_t> idle;
  for (size_t i = 0; i < segments.size(); ++i) {
    if (!segments[i].merging) idle.push_back(i);
  }
  std::stable_sort(idle.begin(), idle.end(), [&segments](size_t a, size_t b) {
    return LiveBytes(segments[a]) < LiveBytes(segments[b]);
  });
  if (segments.size() > kSegmentsWithoutMerge && idle.size() >= 2) {
    uint64_t total =
        LiveBytes(segments[idle[0]]) + LiveBytes(segments[idle[1]]);
    size_t count = 2;
    while (count < idle.size()) {
      const uint64_t next = LiveBytes(segments[idle[count]]);
      if (next > total || total + next > most_bytes) break;
      total += next;
      ++count;
    }
    if (total > most_bytes && segments.size() < kSegmentsWithoutMerge + 4) {
      return {};
    }
    idle.resize(count);
    std::sort(idle.begin(), idle.end());
    return idle;
  }
  for (const size_t i : idle) {
    if (IsWorn(segments[i]) && LiveBytes(segments[i]) <= most_bytes) return {i};
  }
  return {};
}

}  // namespace vigie::index
