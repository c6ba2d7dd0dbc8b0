// Which articles a snapshot has, so that a later one can tell what changed.
#ifndef VIGIE_MATCH_SNAPSHOT_EXTENT_H_
#define VIGIE_MATCH_SNAPSHOT_EXTENT_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>
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

// The latest that ChangeOf gave of one snapshot, by number of the earlier one.
// Thread-safe.
class ExtentChanges {
 public:
  // Null: there is none. `make` gives a ChangeOf.
  template <typename Make>
  std::shared_ptr<const ExtentChange> Get(uint32_t earlier, const Make& make) {
    constexpr size_t kMost = 8;
    const std::lock_guard<std::mutex> lock(mutex_);
    for (const auto& [number, change] : known_) {
      if (number == earlier) return change;
    }
    std::shared_ptr<const ExtentChange> made;
    if (std::optional<ExtentChange> change = make()) {
      made = std::make_shared<const ExtentChange>(*std::move(change));
    }
    if (known_.size() == kMost) known_.erase(known_.begin());
    known_.emplace_back(earlier, made);
    return made;
  }

 private:
  std::mutex mutex_;
  std::vector<std::pair<uint32_t, std::shared_ptr<const ExtentChange>>>
      known_;  // guarded by mutex_; longest known first
};

}  // namespace vigie::match

#endif  // VIGIE_MATCH_SNAPSHOT_EXTENT_H_
