#include "index/revision_builder.h"

#include <algorithm>
#include <utility>

#include "analysis/analyzer.h"
#include "index/checksum.h"
#include "index/cleanup.h"
#include "index/manifest_files.h"
#include "index/open_index.h"
#include "index/schema.h"
#include "index/segment_files.h"
#include "index/verified_file.h"
#include "index/writer_lock.h"

namespace vigie::index {
namespace {

// Refuses to fill a directory that holds something else.
Status CheckFree(const std::string& directory) {
  Result<std::vector<std::string>> names = ListDirectory(directory);
  if (!names.ok()) return names.status();
  for (const std::string& name : *names) {
    if (name == kLockName || IsWritersName(name) || name.front() == '.' ||
        name == "lost+found") {
      continue;
    }
    return Status(StatusCode::kFailedPrecondition,
                  directory + " holds no index and is not empty (" + name +
                      "): name an empty or new directory",
                  "NOT_AN_INDEX");
  }
  return OkStatus();
}

bool IsNotFound(const Status& status) {
  return status.code() == StatusCode::kNotFound;
}

Tombstones CopyTombstones(const Segment& segment) {
  Tombstones tombstones(segment.size());
  for (uint32_t doc = 0; doc < segment.size(); ++doc) {
    if (segment.tombstoned(doc)) tombstones.Set(doc);
  }
  return tombstones;
}

FileRecord RecordOf(std::string path, std::string_view bytes) {
  return {std::move(path), bytes.size(), Crc32c(0, bytes.data(), bytes.size())};
}

}  // namespace

RevisionBuilder::RevisionBuilder(
    std::string directory,
    std::shared_ptr<const entities::Recognizer> recognizer,
    std::string json_lines)
    : directory_(std::move(directory)),
      recognizer_(std::move(recognizer)),
      json_lines_(std::move(json_lines)) {}

RevisionBuilder::~RevisionBuilder() {
  if (!lock_.valid() || broken_) return;
  IgnoreError(RemoveUnneededFiles(directory_, base_),
              "the next writer removes what is left");
}

Result<std::unique_ptr<RevisionBuilder>> RevisionBuilder::Open(
    const std::string& directory,
    std::shared_ptr<const entities::Recognizer> recognizer,
    std::string json_lines) {
  std::unique_ptr<RevisionBuilder> builder(new RevisionBuilder(
      directory, std::move(recognizer), std::move(json_lines)));
  Status opened = MakeDirectories(directory);
  if (opened.ok()) opened = builder->CreateIfAbsent();
  if (opened.ok()) opened = builder->OpenBase();
  if (!opened.ok()) {
    builder->broken_ = true;
    return opened;
  }
  return builder;
}

Status RevisionBuilder::CreateIfAbsent() {
  const Status before = ReadCurrentRevision(directory_).status();
  if (IsNotFound(before)) {
    Status free = CheckFree(directory_);
    if (!free.ok()) return free;
  }
  Result<FileDescriptor> lock = LockForWriting(directory_);
  if (!lock.ok()) return lock.status();
  lock_ = *std::move(lock);
  const Status current = ReadCurrentRevision(directory_).status();
  if (!IsNotFound(current)) return current;
  Manifest empty;
  empty.format_version = kFormatVersion;
  empty.analyzer_version = analysis::AnalyzerVersion();
  Status named = NameDictionaries(&empty);
  return named.ok() ? PublishManifest(directory_, empty) : named;
}

Status RevisionBuilder::OpenBase() {
  Result<OpenedIndex> index = OpenIndex(directory_);
  if (!index.ok()) return index.status();
  if (index->manifest.analyzer_version != analysis::AnalyzerVersion()) {
    return Status(StatusCode::kFailedPrecondition,
                  directory_ + " was made by the analyser " +
                      index->manifest.analyzer_version + ", this Vigie has " +
                      analysis::AnalyzerVersion() + ": rebuild the index",
                  "ANALYZER_VERSION");
  }
  base_ = std::move(index->manifest);
  next_segment_ = base_.next_segment;
  for (std::shared_ptr<const Segment>& segment : index->segments) {
    Tombstones tombstones = CopyTombstones(*segment);
    SegmentRecord record = segment->record();
    segments_.push_back(
        {std::move(record), std::move(segment), std::move(tombstones), false});
  }
  index->pin.reset();
  IgnoreError(RemoveUnneededFiles(directory_, base_),
              "files too many do no harm; the next publication tries again");
  return OkStatus();
}

std::optional<RevisionBuilder::Place> RevisionBuilder::FindLive(
    std::string_view id) const {
  for (size_t i = segments_.size(); i > 0; --i) {
    const OpenSegment& open = segments_[i - 1];
    const std::optional<uint32_t> doc = open.segment->FindArticle(id);
    if (doc.has_value() && !open.tombstones.Has(*doc))
      return Place{i - 1, *doc};
  }
  return {};
}

std::optional<uint64_t> RevisionBuilder::FindContentHash(
    std::string_view id) const {
  const std::optional<Place> place = FindLive(id);
  if (!place.has_value()) return {};
  return segments_[place->segment].segment->content_hash(place->doc);
}

Result<uint64_t> RevisionBuilder::AddSegment(const ArticleSource& source) {
  Result<SegmentRecord> record = Seal(source);
  if (!record.ok()) return record.status();
  const size_t older = segments_.size();
  Status appended = Append(*record);
  if (!appended.ok()) return appended;
  const Segment& added = *segments_.back().segment;
  for (uint32_t doc = 0; doc < added.size(); ++doc) {
    for (size_t i = 0; i < older; ++i) {
      OpenSegment& open = segments_[i];
      const std::optional<uint32_t> replaced =
          open.segment->FindArticle(added.article_id(doc));
      if (!replaced.has_value() || open.tombstones.Has(*replaced)) continue;
      open.tombstones.Set(*replaced);
      open.tombstones_changed = true;
    }
  }
  changed_ = true;
  return record->mentions;
}

Status RevisionBuilder::CheckUsable() const {
  if (!broken_) return OkStatus();
  return Status(StatusCode::kFailedPrecondition,
                "an earlier publication in " + directory_ +
                    " ended in doubt: open the writer again");
}

Result<SegmentRecord> RevisionBuilder::Seal(const ArticleSource& source) {
  Status usable = CheckUsable();
  if (!usable.ok()) return usable;
  const std::string name = "seg-" + std::to_string(next_segment_);
  Result<SegmentRecord> record =
      BuildSegment(directory_, name, *recognizer_, source);
  if (record.ok()) ++next_segment_;
  return record;
}

// What this process has just sealed is not verified again.
Status RevisionBuilder::Append(const SegmentRecord& record) {
  Result<FileDescriptor> database =
      OpenForReading(JoinPath(directory_, record.database.path));
  if (!database.ok()) return database.status();
  Result<FileDescriptor> columns =
      OpenForReading(JoinPath(directory_, record.columns.path));
  if (!columns.ok()) return columns.status();
  Result<std::shared_ptr<const Segment>> segment = AssembleSegment(
      directory_, record, *std::move(database), *std::move(columns));
  if (!segment.ok()) return segment.status();
  const uint32_t size = (*segment)->size();
  segments_.push_back({record, *std::move(segment), Tombstones(size), false});
  return OkStatus();
}

Status RevisionBuilder::Publish() {
  Status usable = CheckUsable();
  if (!usable.ok() || !changed_) return usable;
  DropDeadSegments();
  Status merged = MergeSmallSegments();
  if (!merged.ok()) return merged;
  Result<Manifest> next = NextManifest();
  if (!next.ok()) return next.status();
  Status published = PublishManifest(directory_, *next);
  if (!published.ok()) {
    // The switch may have happened without being durable yet.
    const Result<uint64_t> current = ReadCurrentRevision(directory_);
    broken_ = !current.ok() || *current != base_.revision;
    return published;
  }
  base_ = *std::move(next);
  for (OpenSegment& open : segments_) open.tombstones_changed = false;
  changed_ = false;
  IgnoreError(RemoveUnneededFiles(directory_, base_),
              "files too many do no harm; the next publication tries again");
  return OkStatus();
}

Result<Manifest> RevisionBuilder::NextManifest() {
  Manifest next = base_;
  next.revision = base_.revision + 1;
  next.next_segment = next_segment_;
  Status written = WriteTombstones(next.revision);
  if (!written.ok()) return written;
  next.segments.clear();
  for (const OpenSegment& open : segments_) {
    next.segments.push_back(open.record);
  }
  Status named = NameDictionaries(&next);
  if (!named.ok()) return named;
  return next;
}

Status RevisionBuilder::WriteTombstones(uint64_t revision) {
  for (OpenSegment& open : segments_) {
    if (!open.tombstones_changed) continue;
    const std::string bytes = open.tombstones.Encode();
    const std::string name = TombstonesName(open.record.name, revision);
    Status written = ReplaceFile(JoinPath(directory_, name), bytes);
    if (!written.ok()) return written;
    open.record.tombstones = RecordOf(name, bytes);
    open.record.tombstone_count = open.tombstones.count();
  }
  return OkStatus();
}

// Makes the recogniser's dictionary the one of `next`, and keeps those that
// segments were made with.
Status RevisionBuilder::NameDictionaries(Manifest* next) {
  const std::string& version = recognizer_->dictionary().version();
  const std::string name = DictionaryName(version);
  std::vector<FileRecord> known = std::move(next->older_dictionaries);
  known.push_back(std::move(next->dictionary));
  next->older_dictionaries.clear();
  next->dictionary_version = version;
  next->dictionary = {};
  for (FileRecord& file : known) {
    const bool needed = std::any_of(
        next->segments.begin(), next->segments.end(),
        [&file](const SegmentRecord& segment) {
          return DictionaryName(segment.dictionary_version) == file.path;
        });
    if (file.path == name) {
      next->dictionary = std::move(file);
    } else if (needed) {
      next->older_dictionaries.push_back(std::move(file));
    }
  }
  if (!next->dictionary.path.empty()) return OkStatus();
  next->dictionary = RecordOf(name, json_lines_);
  return ReplaceFile(JoinPath(directory_, name), json_lines_);
}

}  // namespace vigie::index
