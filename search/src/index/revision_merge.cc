// Merging, compacting and erasing: segments rewritten without changing what
// is live.
#include <malloc.h>

#include <algorithm>
#include <utility>

#include "index/cleanup.h"
#include "index/merge_policy.h"
#include "index/revision_builder.h"
#include "index/segment_writer.h"

namespace vigie::index {
namespace {

SegmentSize SizeOf(const OpenSegment& open) {
  SegmentSize size;
  size.bytes = open.record.database.bytes + open.record.columns.bytes;
  size.articles = open.segment->size();
  size.tombstones = open.tombstones.count();
  size.merging = open.merging;
  return size;
}

}  // namespace

MergeJob RevisionBuilder::Begin(const std::vector<size_t>& chosen) {
  return BeginMerge(ReserveSegment(), chosen, &segments_);
}

std::vector<SegmentSize> RevisionBuilder::SegmentSizes() const {
  std::vector<SegmentSize> sizes;
  for (const OpenSegment& open : segments_.all()) {
    sizes.push_back(SizeOf(open));
  }
  return sizes;
}

size_t RevisionBuilder::CountMergeable() const {
  const std::vector<SegmentSize> sizes = SegmentSizes();
  return std::count_if(sizes.begin(), sizes.end(), [this](const auto& size) {
    return CanGrow(size, most_merged_bytes_);
  });
}

std::optional<MergeJob> RevisionBuilder::PlanMerge(uint64_t least_bytes,
                                                   uint64_t most_bytes) {
  const std::vector<size_t> chosen =
      ChooseMerge(SegmentSizes(), least_bytes, most_bytes, most_merged_bytes_);
  if (chosen.empty()) return {};
  return Begin(chosen);
}

std::optional<MergeJob> RevisionBuilder::PlanCompaction() {
  const std::vector<size_t> chosen =
      ChooseCompaction(SegmentSizes(), most_merged_bytes_);
  if (chosen.empty()) return {};
  return Begin(chosen);
}

void RevisionBuilder::InstallMerged(const MergeJob& job, MergeOutput output) {
  InstallMerge(job, std::move(output), &segments_);
  changed_ = true;
  merged_ = true;
  Release(job.name);
}

void RevisionBuilder::Abandon(const MergeJob& job) {
  AbandonMerge(job, &segments_);
  Release(job.name);
}

Status RevisionBuilder::Merge(const MergeJob& job) {
  // What the threads of a build have freed stays theirs, and a merge takes as
  // much again.
  ::malloc_trim(0);
  Result<MergeOutput> output = RunMerge(
      directory_, job, options_, [](uint64_t) { return OkStatus(); },
      kSealingThreads);
  if (!output.ok()) {
    Abandon(job);
    return output.status();
  }
  InstallMerged(job, *std::move(output));
  return OkStatus();
}

void RevisionBuilder::BeginErasure(const std::string& id) {
  const std::optional<OpenSegments::Place> place = segments_.FindLive(id);
  if (place.has_value()) segments_.Tombstone(*place);
  deleted_versions_.Forget(id);
  if ((segments_.CountHolding(id) > 0 || options_.keep_versions) &&
      std::find(erasing_.begin(), erasing_.end(), id) == erasing_.end()) {
    erasing_.push_back(id);
  }
  changed_ = true;
}

std::optional<MergeJob> RevisionBuilder::PlanErasure() {
  const std::vector<OpenSegment>& all = segments_.all();
  for (size_t i = 0; i < all.size(); ++i) {
    const auto holds = [&](const std::string& id) {
      const std::optional<uint32_t> doc = all[i].segment->FindArticle(id);
      return doc.has_value() && all[i].tombstones.Has(*doc);
    };
    if (std::any_of(erasing_.begin(), erasing_.end(), holds)) {
      return Begin({i});
    }
  }
  return {};
}

Status RevisionBuilder::EndErasures() {
  if (erasing_.empty()) return OkStatus();
  if (options_.keep_versions) {
    Manifest without = base_;
    without.segments.clear();
    for (const OpenSegment& open : segments_.all()) {
      without.segments.push_back(open.record);
    }
    Result<std::set<uint64_t>> holding =
        RevisionsHolding(directory_, without, erasing_);
    if (!holding.ok()) return holding.status();
    unwanted_ = *std::move(holding);
    unwanted_.insert(base_.revision);
  }
  erasing_.clear();
  changed_ = true;
  return OkStatus();
}

}  // namespace vigie::index
