#include "index/merge_job.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace vigie::index {
namespace {

std::vector<OpenSegment>::iterator Find(const MergeJob::Input& input,
                                        OpenSegments* segments) {
  return std::find_if(segments->all().begin(), segments->all().end(),
                      [&input](const OpenSegment& open) {
                        return open.record.name == input.segment->record().name;
                      });
}

}  // namespace

uint64_t MergeJob::live() const {
  uint64_t live = 0;
  for (const Input& input : inputs) {
    live += input.segment->size() - input.dropped.count();
  }
  return live;
}

MergeJob BeginMerge(std::string name, const std::vector<size_t>& chosen,
                    OpenSegments* segments) {
  MergeJob job;
  job.name = std::move(name);
  for (const size_t i : chosen) {
    OpenSegment& open = segments->all()[i];
    open.merging = true;
    job.inputs.push_back({open.segment, open.tombstones});
  }
  return job;
}

Result<MergeOutput> RunMerge(const std::string& directory, const MergeJob& job,
                             const IndexOptions& options, const MergeHook& hook,
                             uint32_t threads) {
  MergeOutput output;
  std::vector<MergeInput> inputs;
  for (const MergeJob::Input& input : job.inputs) {
    const Tombstones& dropped = input.dropped;
    inputs.push_back({input.segment,
                      [&dropped](uint32_t doc) { return dropped.Has(doc); },
                      nullptr});
    output.documents.emplace_back(input.segment->size(), kDropped);
  }
  if (job.live() == 0) return output;
  Result<MergedSegment> merged =
      MergeSegments(directory, job.name, inputs, options, hook, threads);
  if (!merged.ok()) return merged.status();
  output.documents = std::move(merged->new_documents);
  Result<OpenSegment> opened =
      OpenSegments::OpenSealed(directory, merged->record);
  if (!opened.ok()) return opened.status();
  output.segment = *std::move(opened);
  return output;
}

void InstallMerge(const MergeJob& job, MergeOutput output,
                  OpenSegments* segments) {
  size_t place = segments->all().size();
  for (size_t i = 0; i < job.inputs.size(); ++i) {
    const auto open = Find(job.inputs[i], segments);
    for (uint32_t doc = 0; doc < open->segment->size(); ++doc) {
      const uint32_t moved = output.documents[i][doc];
      if (moved == kDropped || !open->tombstones.Has(doc)) {
        continue;
      }
      output.segment->tombstones.Set(moved);
      output.segment->tombstones_changed = true;
    }
    const auto at =
        static_cast<size_t>(std::distance(segments->all().begin(), open));
    place = std::min(place, at);
    segments->all().erase(open);
  }
  if (!output.segment.has_value()) return;
  segments->all().insert(
      segments->all().begin() + static_cast<std::ptrdiff_t>(place),
      *std::move(output.segment));
}

void AbandonMerge(const MergeJob& job, OpenSegments* segments) {
  for (const MergeJob::Input& input : job.inputs) {
    Find(input, segments)->merging = false;
  }
}

}  // namespace vigie::index
