#include "index/open_segments.h"

#include <algorithm>
#include <utility>

#include "index/checksum.h"
#include "index/file_io.h"
#include "index/segment_files.h"

namespace vigie::index {

FileRecord RecordOf(std::string path, std::string_view bytes) {
  return {std::move(path), bytes.size(), Crc32c(0, bytes.data(), bytes.size())};
}

Result<OpenSegment> OpenSegments::OpenSealed(const std::string& directory,
                                             const SegmentRecord& record) {
  Result<FileDescriptor> database =
      OpenForReading(JoinPath(directory, record.database.path));
  if (!database.ok()) return database.status();
  Result<FileDescriptor> columns =
      OpenForReading(JoinPath(directory, record.columns.path));
  if (!columns.ok()) return columns.status();
  Result<std::shared_ptr<const Segment>> segment = AssembleSegment(
      directory, record, *std::move(database), *std::move(columns));
  if (!segment.ok()) return segment.status();
  const uint32_t size = (*segment)->size();
  return OpenSegment{record, *std::move(segment), Tombstones(size)};
}

std::optional<OpenSegments::Place> OpenSegments::FindLive(
    std::string_view id) const {
  for (size_t i = segments_.size(); i > 0; --i) {
    const OpenSegment& open = segments_[i - 1];
    const std::optional<uint32_t> doc = open.segment->FindArticle(id);
    if (doc.has_value() && !open.tombstones.Has(*doc)) {
      return Place{i - 1, *doc};
    }
  }
  return {};
}

uint32_t OpenSegments::CountHolding(std::string_view id) const {
  return static_cast<uint32_t>(std::count_if(
      segments_.begin(), segments_.end(), [id](const OpenSegment& open) {
        return open.segment->FindArticle(id).has_value();
      }));
}

uint64_t OpenSegments::VersionAt(const Place& place) const {
  return segments_[place.segment].segment->version(place.doc);
}

void OpenSegments::AddOpened(std::shared_ptr<const Segment> segment) {
  Tombstones tombstones(segment->size());
  for (uint32_t doc = 0; doc < segment->size(); ++doc) {
    if (segment->tombstoned(doc)) tombstones.Set(doc);
  }
  SegmentRecord record = segment->record();
  segments_.push_back(
      {std::move(record), std::move(segment), std::move(tombstones)});
}

void OpenSegments::AddReplacing(OpenSegment added) {
  for (uint32_t doc = 0; doc < added.segment->size(); ++doc) {
    const std::optional<Place> replaced =
        FindLive(added.segment->article_id(doc));
    if (replaced.has_value()) Tombstone(*replaced);
  }
  segments_.push_back(std::move(added));
}

void OpenSegments::Tombstone(const Place& place) {
  OpenSegment& open = segments_[place.segment];
  open.tombstones.Set(place.doc);
  open.tombstones_changed = true;
}

void OpenSegments::DropDead() {
  const auto is_dead = [](const OpenSegment& open) {
    return open.tombstones.count() == open.segment->size() && !open.merging;
  };
  segments_.erase(std::remove_if(segments_.begin(), segments_.end(), is_dead),
                  segments_.end());
}

Status OpenSegments::WriteTombstones(const std::string& directory,
                                     uint64_t revision) {
  for (OpenSegment& open : segments_) {
    if (!open.tombstones_changed) continue;
    const std::string bytes = open.tombstones.Encode();
    const std::string name = TombstonesName(open.record.name, revision);
    Status written = ReplaceFile(JoinPath(directory, name), bytes);
    if (!written.ok()) return written;
    open.record.tombstones = RecordOf(name, bytes);
    open.record.tombstone_count = open.tombstones.count();
  }
  return OkStatus();
}

void OpenSegments::TombstonesArePublished() {
  for (OpenSegment& open : segments_) open.tombstones_changed = false;
}

}  // namespace vigie::index
