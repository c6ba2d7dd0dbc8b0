// Merging sealed segments into one, without analysing again.
#ifndef VIGIE_INDEX_SEGMENT_MERGE_H_
#define VIGIE_INDEX_SEGMENT_MERGE_H_

#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "index/manifest.h"
#include "index/segment.h"
#include "index/write_hook.h"
#include "vigie/index_options.h"
#include "vigie/status.h"

namespace vigie::index {

// Where a document that was dropped went.
inline constexpr uint32_t kDropped = std::numeric_limits<uint32_t>::max();

struct MergeInput {
  std::shared_ptr<const Segment> segment;
  // True for documents to leave out; null: none. Asked once for each.
  std::function<bool(uint32_t doc)> dropped;
  // Stored with each document; null: nothing is stored unless an input has
  // it. With IndexOptions.keep_versions superseded documents are not dropped,
  // and this says when they were live.
  std::function<Validity(uint32_t doc)> validity;
};

// Told now and then how many bytes the merge has written since the last call,
// from the calling thread.
using MergeHook = WriteHook;

struct MergedSegment {
  // Its dictionary_version is the first input's, which has the oldest articles;
  // it names the others.
  SegmentRecord record;
  // Per input, per document: its number in the new segment, or kDropped.
  std::vector<std::vector<uint32_t>> new_documents;
};

// Writes and seals DIRECTORY/NAME: the documents of the inputs that are not
// dropped, in order, equal to a segment built afresh from their articles with
// the same mentions. Leaves nothing behind on errors. ALREADY_EXISTS: two of
// the documents have the same id. INVALID_ARGUMENT: nothing is left to write.
// Thread-safe beside readers of the inputs. With `threads` above one, files are
// written side by side and the hook is told from several threads at once.
Result<MergedSegment> MergeSegments(const std::string& directory,
                                    const std::string& name,
                                    const std::vector<MergeInput>& inputs,
                                    const IndexOptions& options,
                                    const MergeHook& hook = nullptr,
                                    uint32_t threads = 1);

}  // namespace vigie::index

#endif  // VIGIE_INDEX_SEGMENT_MERGE_H_
