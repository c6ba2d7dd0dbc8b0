// Which segments to merge next. Pure: sizes in, choice out.
#ifndef VIGIE_INDEX_MERGE_POLICY_H_
#define VIGIE_INDEX_MERGE_POLICY_H_

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace vigie::index {

struct SegmentSize {
  uint64_t bytes = 0;
  uint32_t articles = 0;    // tombstoned ones included
  uint32_t tombstones = 0;  // that a merge would drop
  bool merging = false;     // an input of a merge that runs: not to be chosen
};

// Merges begin beyond so many segments: the rest up to 20 is room for what is
// published while one runs.
inline constexpr size_t kSegmentsWithoutMerge = 12;
// While one runs, beside those that it reads.
inline constexpr size_t kSegmentsBesideMerge = 6;

inline constexpr uint64_t kNoMergeLimit = std::numeric_limits<uint64_t>::max();

// Positions to merge into one, rising; empty: nothing to do. A single position
// is a segment with so many tombstones that it is rewritten without them.
//
// Beyond kSegmentsWithoutMerge, the two smallest, and then each next larger one
// that is no larger than all smaller ones together: whatever is rewritten at
// least doubles, so that lots of equal size are rewritten a logarithmic number
// of times (measured over 4,500 lots: 3.9 times; see the test). Nothing when
// that choice has less than `least_bytes`; when it has more than `most_bytes`,
// nothing while segments may still come, else what fits, two at least.
//
// No choice makes more than `limit` bytes: segments that have no room to grow
// (CanGrow) do not count, and are rewritten for their tombstones alone.
std::vector<size_t> ChooseMerge(const std::vector<SegmentSize>& segments,
                                uint64_t least_bytes, uint64_t most_bytes,
                                uint64_t limit = kNoMergeLimit);

// The next merge on the way to one segment without tombstones, or to as few as
// `limit` bytes each allow: as many of the smallest as fit, two at least, else
// one that has tombstones. Empty: done.
std::vector<size_t> ChooseCompaction(const std::vector<SegmentSize>& segments,
                                     uint64_t limit);

// Whether two such segments fit into `limit`.
bool CanGrow(const SegmentSize& segment, uint64_t limit);

// What a merge makes at most, when it may hold so many bytes; 0: no bound.
uint64_t MostMergedBytes(uint64_t memory_bytes);

// Bytes that the output of such a merge will have, about.
uint64_t LiveBytes(const SegmentSize& segment);

}  // namespace vigie::index

#endif  // VIGIE_INDEX_MERGE_POLICY_H_
