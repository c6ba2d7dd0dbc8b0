// The next revision of an index in the making: what is in force, plus changes
// that nobody sees until they are published together.
#ifndef VIGIE_INDEX_REVISION_BUILDER_H_
#define VIGIE_INDEX_REVISION_BUILDER_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "entities/recognizer.h"
#include "index/file_io.h"
#include "index/manifest.h"
#include "index/segment.h"
#include "index/segment_builder.h"
#include "index/tombstones.h"
#include "vigie/status.h"

namespace vigie::index {

// Holds the writer's lock. Not thread-safe.
class RevisionBuilder {
 public:
  // Errors as IndexWriter::Open. `json_lines` is what the recogniser's
  // dictionary was parsed from: the index keeps a copy.
  static Result<std::unique_ptr<RevisionBuilder>> Open(
      const std::string& directory,
      std::shared_ptr<const entities::Recognizer> recognizer,
      std::string json_lines);

  ~RevisionBuilder();  // removes what was not published
  RevisionBuilder(const RevisionBuilder&) = delete;
  RevisionBuilder& operator=(const RevisionBuilder&) = delete;

  // In force.
  uint64_t revision() const { return base_.revision; }

  // Content hash of the live article of that id, sealed ones included.
  std::optional<uint64_t> FindContentHash(std::string_view id) const;

  // Seals a new segment. Its articles replace those of the same ids.
  // Returns how many mentions they hold. On errors nothing has changed.
  Result<uint64_t> AddSegment(const ArticleSource& source);

  // Publishes all changes since the last publication; nothing to do without
  // any. On errors nothing is published, and the changes stay to be
  // published by another call, unless it is unknown what a crash would leave:
  // then every further call fails with FAILED_PRECONDITION.
  Status Publish();

 private:
  struct OpenSegment {
    SegmentRecord record;
    std::shared_ptr<const Segment> segment;
    Tombstones tombstones;
    bool tombstones_changed = false;
  };
  struct Place {
    size_t segment = 0;
    uint32_t doc = 0;
  };

  RevisionBuilder(std::string directory,
                  std::shared_ptr<const entities::Recognizer> recognizer,
                  std::string json_lines);
  Status CreateIfAbsent();
  Status OpenBase();
  std::optional<Place> FindLive(std::string_view id) const;
  Result<SegmentRecord> Seal(const ArticleSource& source);
  Status Append(const SegmentRecord& record);
  Status CheckUsable() const;
  void DropDeadSegments();
  Status MergeSmallSegments();
  Status Merge(const std::vector<size_t>& merged);
  Status WriteTombstones(uint64_t revision);
  Result<Manifest> NextManifest();
  Status NameDictionaries(Manifest* next);

  std::string directory_;
  std::shared_ptr<const entities::Recognizer> recognizer_;
  std::string json_lines_;
  FileDescriptor lock_;
  Manifest base_;  // in force
  std::vector<OpenSegment> segments_;
  uint64_t next_segment_ = 1;
  bool changed_ = false;
  bool broken_ = false;
};

}  // namespace vigie::index

#endif  // VIGIE_INDEX_REVISION_BUILDER_H_
