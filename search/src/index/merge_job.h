// One merge of sealed segments, in three steps: chosen and installed under the
// writer's lock, run without it.
#ifndef VIGIE_INDEX_MERGE_JOB_H_
#define VIGIE_INDEX_MERGE_JOB_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "index/manifest.h"
#include "index/open_segments.h"
#include "index/segment.h"
#include "index/segment_merge.h"
#include "index/tombstones.h"
#include "vigie/index_options.h"
#include "vigie/status.h"

namespace vigie::index {

// What a merge reads: segments, and which of their documents to leave out, as
// both were when the merge began.
struct MergeJob {
  struct Input {
    std::shared_ptr<const Segment> segment;
    Tombstones dropped;
  };
  std::string name;  // of the output, reserved
  std::vector<Input> inputs;

  uint64_t live() const;  // documents that the output will have
};

struct MergeOutput {
  std::optional<OpenSegment> segment;  // absent when no document is left
  // By input and document: the document of the output, or kDropped.
  std::vector<std::vector<uint32_t>> documents;
};

// Takes `chosen` positions of `segments`, rising, and marks them as merging.
MergeJob BeginMerge(std::string name, const std::vector<size_t>& chosen,
                    OpenSegments* segments);

// Writes and opens the output below `directory`. On errors it leaves at most
// DIRECTORY/NAME.tmp and DIRECTORY/NAME. `threads` as in MergeSegments.
// Thread-safe.
Result<MergeOutput> RunMerge(const std::string& directory, const MergeJob& job,
                             const IndexOptions& options, const MergeHook& hook,
                             uint32_t threads);

// Puts the output in the place of the inputs; documents that were replaced or
// deleted meanwhile are so in the output too.
void InstallMerge(const MergeJob& job, MergeOutput output,
                  OpenSegments* segments);

// Leaves the inputs as they are.
void AbandonMerge(const MergeJob& job, OpenSegments* segments);

}  // namespace vigie::index

#endif  // VIGIE_INDEX_MERGE_JOB_H_
