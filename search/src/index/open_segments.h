// The segments of the next revision, with the tombstones that it will have.
#ifndef VIGIE_INDEX_OPEN_SEGMENTS_H_
#define VIGIE_INDEX_OPEN_SEGMENTS_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "index/manifest.h"
#include "index/segment.h"
#include "index/tombstones.h"
#include "vigie/status.h"

namespace vigie::index {

struct OpenSegment {
  SegmentRecord record;
  std::shared_ptr<const Segment> segment;
  Tombstones tombstones;
  bool tombstones_changed = false;  // since the record's file was written
  bool merging = false;             // an input of a merge that runs
};

// Not thread-safe. At most one document of an id is live.
class OpenSegments {
 public:
  struct Place {
    size_t segment = 0;
    uint32_t doc = 0;
  };

  // Opens a segment that this process has just sealed: its files are not
  // verified again.
  static Result<OpenSegment> OpenSealed(const std::string& directory,
                                        const SegmentRecord& record);

  const std::vector<OpenSegment>& all() const { return segments_; }
  std::vector<OpenSegment>& all() { return segments_; }

  // The live document of that id. O(segments * log documents).
  std::optional<Place> FindLive(std::string_view id) const;
  // Segments that have a document of that id, live or not.
  uint32_t CountHolding(std::string_view id) const;
  // Of the caller's counting; Article::version.
  uint64_t VersionAt(const Place& place) const;

  // A segment as a reader has it open, with its tombstones.
  void AddOpened(std::shared_ptr<const Segment> segment);
  // A new segment; its articles replace those of the same ids.
  void AddReplacing(OpenSegment added);
  void Tombstone(const Place& place);
  // Drops segments without a live article that no merge is reading.
  void DropDead();

  // Writes the tombstones that changed, for that revision.
  Status WriteTombstones(const std::string& directory, uint64_t revision);
  void TombstonesArePublished();

 private:
  std::vector<OpenSegment> segments_;
};

// The record of a file that holds `bytes`.
FileRecord RecordOf(std::string path, std::string_view bytes);

}  // namespace vigie::index

#endif  // VIGIE_INDEX_OPEN_SEGMENTS_H_
