#include "index/merge_policy.h"

#include <algorithm>

namespace vigie::index {
namespace {

// A quarter: 33% more is written than if nothing were rewritten for its
// tombstones, and no more than a third of the live bytes is dead weight.
constexpr uint32_t kTombstoneShare = 4;
// Below this a rewrite saves nothing that matters; merges by size take it.
constexpr uint32_t kLeastTombstones = 64;

// With so many, the small lane no longer waits for what would be best.
constexpr size_t kSegmentsBeforeUrgency = 16;

bool IsWorn(const SegmentSize& segment) {
  return segment.tombstones >= kLeastTombstones &&
         uint64_t{segment.tombstones} * kTombstoneShare > segment.articles;
}

// By rising live bytes, those that no merge is reading.
std::vector<size_t> IdleBySize(const std::vector<SegmentSize>& segments) {
  std::vector<size_t> idle;
  for (size_t i = 0; i < segments.size(); ++i) {
    if (!segments[i].merging) idle.push_back(i);
  }
  std::stable_sort(idle.begin(), idle.end(), [&segments](size_t a, size_t b) {
    return LiveBytes(segments[a]) < LiveBytes(segments[b]);
  });
  return idle;
}

// How many of the smallest to merge, and their bytes.
struct Run {
  size_t count = 0;
  uint64_t bytes = 0;
};

Run DoublingRun(const std::vector<SegmentSize>& segments,
                const std::vector<size_t>& by_size, uint64_t most_bytes) {
  Run run;
  while (run.count < by_size.size()) {
    const uint64_t next = LiveBytes(segments[by_size[run.count]]);
    const bool fits = next <= run.bytes && next <= most_bytes - run.bytes;
    if (run.count >= 2 && !fits) break;
    run.bytes += next;
    ++run.count;
  }
  return run;
}

}  // namespace

uint64_t LiveBytes(const SegmentSize& segment) {
  if (segment.articles == 0) return segment.bytes;
  const uint64_t live = segment.articles - segment.tombstones;
  return static_cast<uint64_t>(static_cast<double>(segment.bytes) *
                               static_cast<double>(live) / segment.articles);
}

std::vector<size_t> ChooseMerge(const std::vector<SegmentSize>& segments,
                                uint64_t least_bytes, uint64_t most_bytes) {
  std::vector<size_t> idle = IdleBySize(segments);
  // What a merge reads will be one segment; what has come since waits, as far
  // as there is room: merged at once, it would be rewritten with each lot.
  const bool alone = idle.size() == segments.size();
  if (idle.size() > (alone ? kSegmentsWithoutMerge : kSegmentsBesideMerge)) {
    Run run = DoublingRun(segments, idle, kNoMergeLimit);
    if (run.bytes < least_bytes) return {};
    if (run.bytes > most_bytes) {
      if (segments.size() < kSegmentsBeforeUrgency) return {};
      run = DoublingRun(segments, idle, most_bytes);
    }
    idle.resize(run.count);
    std::sort(idle.begin(), idle.end());
    return idle;
  }
  for (const size_t i : idle) {
    const uint64_t bytes = LiveBytes(segments[i]);
    if (IsWorn(segments[i]) && bytes >= least_bytes && bytes <= most_bytes) {
      return {i};
    }
  }
  return {};
}

}  // namespace vigie::index
