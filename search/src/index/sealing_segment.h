// A segment whose files are written while the next one is analysed.
#ifndef VIGIE_INDEX_SEALING_SEGMENT_H_
#define VIGIE_INDEX_SEALING_SEGMENT_H_

#include <cstdint>
#include <future>
#include <memory>
#include <string>
#include <unordered_map>

#include "index/open_segments.h"
#include "index/revision_builder.h"
#include "index/segment_writer.h"
#include "vigie/status.h"

namespace vigie::index {

// What is asked of an article before its segment is installed.
struct SealingArticle {
  uint64_t content_hash = 0;
  uint64_t version = 0;
};

// Not thread-safe; its own thread touches the segment alone.
class SealingSegment {
 public:
  using Articles = std::unordered_map<std::string, SealingArticle>;

  // Begins to write. `builder` must outlive it; `name` is reserved there, and
  // released when this is destroyed without Install.
  SealingSegment(RevisionBuilder* builder, std::string name,
                 std::unique_ptr<SegmentWriter> writer, Articles articles);
  ~SealingSegment();  // waits
  SealingSegment(const SealingSegment&) = delete;
  SealingSegment& operator=(const SealingSegment&) = delete;

  const SealingArticle* Find(const std::string& id) const;

  // Waits until the files are written and installs the segment; returns how
  // many mentions it holds. What failed (full disk) is tried again by the next
  // call, from memory.
  Result<uint64_t> Install();

 private:
  void Begin();

  RevisionBuilder* builder_;
  std::string name_;
  std::unique_ptr<SegmentWriter> writer_;
  Articles articles_;
  bool installed_ = false;
  std::future<Result<OpenSegment>> sealed_;
};

}  // namespace vigie::index

#endif  // VIGIE_INDEX_SEALING_SEGMENT_H_
