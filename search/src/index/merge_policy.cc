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

// By rising live bytes, those that no merge is reading and that can grow.
std::vector<size_t> IdleBySize(const std::vector<SegmentSize>& segments,
                               uint64_t limit) {
  std::vector<size_t> idle;
  for (size_t i = 0; i < segments.size(); ++i) {
    if (!segments[i].merging && CanGrow(segments[i], limit)) idle.push_back(i);
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

bool CanGrow(const SegmentSize& segment, uint64_t limit) {
  return LiveBytes(segment) <= limit / 2;
}

uint64_t MostMergedBytes(uint64_t memory_bytes) {
  constexpr uint64_t kMemoryOfTenBytes = 17;  // measured: docs/performance.md
  return memory_bytes == 0 ? kNoMergeLimit
                           : memory_bytes / kMemoryOfTenBytes * 10;
}

std::vector<size_t> ChooseMerge(const std::vector<SegmentSize>& segments,
                                uint64_t least_bytes, uint64_t most_bytes,
                                uint64_t limit) {
  std::vector<size_t> idle = IdleBySize(segments, limit);
  // What a merge reads will be one segment; what has come since waits, as far
  // as there is room: merged at once, it would be rewritten with each lot.
  const bool alone =
      std::none_of(segments.begin(), segments.end(),
                   [](const SegmentSize& segment) { return segment.merging; });
  if (idle.size() > (alone ? kSegmentsWithoutMerge : kSegmentsBesideMerge)) {
    Run run = DoublingRun(segments, idle, limit);
    if (run.bytes < least_bytes) return {};
    if (run.bytes > most_bytes) {
      const auto growing = std::count_if(
          segments.begin(), segments.end(),
          [limit](const auto& segment) { return CanGrow(segment, limit); });
      if (static_cast<size_t>(growing) < kSegmentsBeforeUrgency) return {};
      run = DoublingRun(segments, idle, most_bytes);
    }
    idle.resize(run.count);
    std::sort(idle.begin(), idle.end());
    return idle;
  }
  for (size_t i = 0; i < segments.size(); ++i) {
    const uint64_t bytes = LiveBytes(segments[i]);
    if (!segments[i].merging && IsWorn(segments[i]) && bytes >= least_bytes &&
        bytes <= std::min(most_bytes, limit)) {
      return {i};
    }
  }
  return {};
}

std::vector<size_t> ChooseCompaction(const std::vector<SegmentSize>& segments,
                                     uint64_t limit) {
  std::vector<size_t> chosen;
  uint64_t bytes = 0;
  for (const size_t i : IdleBySize(segments, limit)) {
    const uint64_t next = LiveBytes(segments[i]);
    if (next > limit - bytes) break;
    chosen.push_back(i);
    bytes += next;
  }
  if (chosen.size() < 2) {
    chosen.clear();
    for (size_t i = 0; i < segments.size() && chosen.empty(); ++i) {
      const bool fits = LiveBytes(segments[i]) <= limit;
      if (segments[i].tombstones > 0 && fits) chosen.push_back(i);
    }
  }
  std::sort(chosen.begin(), chosen.end());
  return chosen;
}

}  // namespace vigie::index
