#include "match/snapshot_extent.h"

#include <algorithm>

namespace vigie::match {

size_t SnapshotExtent::bytes() const {
  size_t bytes = sizeof(*this) + segments.capacity() * sizeof(uint32_t);
  for (const DocSet& docs : dead) bytes += sizeof(docs) + docs.bytes();
  return bytes;
}

std::optional<ExtentChange> ChangeOf(const SnapshotExtent& earlier,
                                     const SnapshotExtent& later) {
  const size_t segments = earlier.segments.size();
  if (segments > later.segments.size() ||
      !std::equal(earlier.segments.begin(), earlier.segments.end(),
                  later.segments.begin())) {
    return std::nullopt;
  }
  ExtentChange change;
  change.segments = static_cast<uint32_t>(segments);
  for (size_t i = 0; i < segments; ++i) {
    const DocSet& before = earlier.dead[i];
    const DocSet& now = later.dead[i];
    const DocSet died = Subtract(now, before);
    if (before.size() + died.size() != now.size()) return std::nullopt;
    change.died.push_back(DocSet::OfSorted(died.Sorted()));
  }
  return change;
}

}  // namespace vigie::match
