// Which articles a snapshot has, so that a later one can tell what changed.
#ifndef VIGIE_MATCH_SNAPSHOT_EXTENT_H_
#define VIGIE_MATCH_SNAPSHOT_EXTENT_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "match/catalog.h"
#include "match/doc_set.h"

namespace vigie::match {

struct SnapshotExtent {
  std::vector<uint32_t> segments;  // SegmentNumbers, in their order
  std::vector<DocSet> dead;        // tombstoned, by segment

  size_t bytes() const;
};

// What a snapshot has that an earlier one had not.
struct ExtentChange {
  uint32_t segments = 0;     // the first so many are those of the earlier one
  std::vector<DocSet> died;  // by segment of these, tombstoned since
};

// None: `later` has not all segments of `earlier` in their places, before its
// own, or lacks a tombstone.
std::optional<ExtentChange> ChangeOf(const SnapshotExtent& earlier,
                                     const SnapshotExtent& later);

}  // namespace vigie::match

#endif  // VIGIE_MATCH_SNAPSHOT_EXTENT_H_
