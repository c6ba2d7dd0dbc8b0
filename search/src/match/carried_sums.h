// Answers of facets that a later revision goes on from.
#ifndef VIGIE_MATCH_CARRIED_SUMS_H_
#define VIGIE_MATCH_CARRIED_SUMS_H_

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "match/catalog.h"
#include "match/changed_rows.h"
#include "match/kept_by_doc.h"
#include "match/segment_numbers.h"
#include "match/snapshot_extent.h"
#include "match/value_sums.h"

namespace vigie::match {

// What one facet counted over a snapshot, beside the kept sums of its first
// segment. Values are numbered as the catalog does.
struct CarriedSums {
  ValueSums head;          // brief: of the whole answer
  ValueSums added;         // of the live documents of the other segments
  ValueSums removed;       // of the tombstoned ones of the first
  uint64_t documents = 0;  // that the two count
  uint32_t of = 0;         // number of the snapshot's extent

  size_t bytes() const {
    return sizeof(*this) + head.bytes() + added.bytes() + removed.bytes();
  }
};

// Of all snapshots. Bounded; thread-safe.
struct KeptCarried {
  // Of the whole process: 16 MiB of sums and 8 of extents.
  static const std::shared_ptr<KeptCarried>& Shared();

  KeptCarried();

  SegmentNumbers segments;
  std::atomic<uint32_t> next_extent{1};
  KeptBySegment<uint32_t, std::shared_ptr<const SnapshotExtent>> extents;
  KeptBySegment<std::string, CarriedSums> sums;
};

// What one snapshot may go on from, and leaves to later ones; all of it goes
// with the first segment. Thread-safe.
class CarriedMemory {
 public:
  // `catalog` must outlive it.
  CarriedMemory(const Catalog& catalog, std::shared_ptr<KeptCarried> kept);
  ~CarriedMemory();
  CarriedMemory(const CarriedMemory&) = delete;
  CarriedMemory& operator=(const CarriedMemory&) = delete;

  // Whether any of it applies: something is beside the first segment.
  bool applies() const { return applies_; }
  // Null when none is kept.
  std::shared_ptr<const CarriedSums> Find(const std::string& name) const {
    return kept_->sums.Find({home_, name});
  }
  // What changed since they were counted, of the attribute with that number in
  // the catalog; null: it cannot be told, or is much.
  KnownChanges::Pointer Since(const CarriedSums& sums, uint32_t attribute,
                              const FacetColumns& columns) const;
  // In place of what has that name; `sums` of this snapshot.
  void Keep(const std::string& name, CarriedSums sums) const;

 private:
  const Catalog& catalog_;
  const std::shared_ptr<KeptCarried> kept_;
  bool applies_ = false;
  uint32_t home_ = 0;    // number of the first segment
  uint32_t number_ = 0;  // of the extent
  std::shared_ptr<const SnapshotExtent> extent_;
  mutable KnownChanges changes_;
};

}  // namespace vigie::match

#endif  // VIGIE_MATCH_CARRIED_SUMS_H_
