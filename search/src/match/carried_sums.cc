#include "match/carried_sums.h"

#include <utility>
#include <vector>

#include "match/collection_facts.h"
#include "match/posting_cache.h"

namespace vigie::match {
namespace {

constexpr size_t kOverhead = 256;  // of maps and lists

}  // namespace

KeptCarried::KeptCarried() : extents(8U << 20), sums(16U << 20) {}

const std::shared_ptr<KeptCarried>& KeptCarried::Shared() {
  // Lives until the end: snapshots in static storage may outlive it else.
  static const auto* const kept =
      new std::shared_ptr<KeptCarried>(std::make_shared<KeptCarried>());
  return *kept;
}

CarriedMemory::CarriedMemory(const Catalog& catalog,
                             std::shared_ptr<KeptCarried> kept)
    : catalog_(catalog), kept_(std::move(kept)) {
  SnapshotExtent extent;
  for (const auto& segment : catalog_.segments()) {
    extent.segments.push_back(kept_->segments.Hold(ContentKey(*segment)));
    extent.dead.push_back(Tombstoned(*segment));
    applies_ = applies_ || !extent.dead.back().empty();
  }
  applies_ = applies_ || extent.segments.size() > 1;
  if (extent.segments.empty()) return;
  home_ = extent.segments.front();
  number_ = kept_->next_extent++;
  extent_ = std::make_shared<const SnapshotExtent>(std::move(extent));
}

CarriedMemory::~CarriedMemory() {
  for (const auto& segment : catalog_.segments()) {
    const auto unused = kept_->segments.Release(ContentKey(*segment));
    if (!unused) continue;
    kept_->sums.Forget(*unused);
    kept_->extents.Forget(*unused);
  }
}

KnownChanges::Pointer CarriedMemory::Since(const CarriedSums& sums,
                                           uint32_t attribute,
                                           const FacetColumns& columns) const {
  return changes_.Get(sums.of, attribute, [&]() -> KnownChanges::Pointer {
    const auto earlier = kept_->extents.Find({home_, sums.of});
    if (earlier == nullptr) return nullptr;
    std::optional<ExtentChange> change = ChangeOf(**earlier, *extent_);
    if (!change) return nullptr;
    return ChangedRows::Make(*std::move(change), attribute, columns);
  });
}

void CarriedMemory::Keep(const std::string& name, CarriedSums sums) const {
  const size_t bytes = kOverhead + 2 * name.size() + sums.bytes();
  sums.of = number_;
  if (kept_->extents.Find({home_, number_}) == nullptr) {
    kept_->extents.Keep({home_, number_}, extent_,
                        kOverhead + extent_->bytes());
  }
  kept_->sums.Keep({home_, name}, std::move(sums), bytes);
}

}  // namespace vigie::match
