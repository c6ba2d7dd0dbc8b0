// Keeping the number of segments bounded when articles come in small lots.
#include <algorithm>
#include <numeric>
#include <utility>

#include "index/revision_builder.h"

namespace vigie::index {
namespace {

// Every segment costs each query a little. When there are more than the most,
// the smallest are rebuilt into one, so that so many remain: lots of equal
// size are then rebuilt a logarithmic number of times.
constexpr size_t kMostSegments = 12;
constexpr size_t kSegmentsAfterMerge = 6;
// Rebuilding analyses again; larger segments are not worth the wait.
constexpr uint64_t kMostBytesToRebuild = 32U << 20;

uint64_t BytesOf(const SegmentRecord& record) {
  return record.database.bytes + record.columns.bytes;
}

}  // namespace

void RevisionBuilder::DropDeadSegments() {
  const auto is_dead = [](const OpenSegment& open) {
    return open.tombstones.count() == open.segment->size();
  };
  segments_.erase(std::remove_if(segments_.begin(), segments_.end(), is_dead),
                  segments_.end());
}

Status RevisionBuilder::MergeSmallSegments() {
  if (segments_.size() <= kMostSegments) return OkStatus();
  std::vector<size_t> by_size(segments_.size());
  std::iota(by_size.begin(), by_size.end(), 0);
  std::stable_sort(by_size.begin(), by_size.end(), [this](size_t a, size_t b) {
    return BytesOf(segments_[a].record) < BytesOf(segments_[b].record);
  });
  by_size.resize(segments_.size() - kSegmentsAfterMerge + 1);
  while (!by_size.empty() &&
         BytesOf(segments_[by_size.back()].record) > kMostBytesToRebuild) {
    by_size.pop_back();
  }
  if (by_size.size() < 2) return OkStatus();
  std::sort(by_size.begin(), by_size.end());
  return Merge(by_size);
}

// REQUIRES `merged` in rising order.
Status RevisionBuilder::Merge(const std::vector<size_t>& merged) {
  std::vector<Place> live;
  for (const size_t i : merged) {
    for (uint32_t doc = 0; doc < segments_[i].segment->size(); ++doc) {
      if (!segments_[i].tombstones.Has(doc)) live.push_back({i, doc});
    }
  }
  const ArticleSource source = {
      live.size(), [this, &live](uint64_t i) {
        return segments_[live[i].segment].segment->ReadArticle(live[i].doc);
      }};
  Result<SegmentRecord> record = Seal(source);
  if (!record.ok()) return record.status();
  Status appended = Append(*record);
  if (!appended.ok()) return appended;
  for (size_t i = merged.size(); i > 0; --i) {
    segments_.erase(segments_.begin() +
                    static_cast<std::ptrdiff_t>(merged[i - 1]));
  }
  return OkStatus();
}

}  // namespace vigie::index
