#include "index/revision_builder.h"

#include <algorithm>
#include <utility>

#include "analysis/analyzer.h"
#include "index/article_check.h"
#include "index/cleanup.h"
#include "index/manifest_files.h"
#include "index/open_index.h"
#include "index/schema.h"
#include "index/writer_lock.h"

namespace vigie::index {
namespace {

// Refuses to fill a directory that holds something else.
Status CheckFree(const std::string& directory) {
  Result<std::vector<std::string>> names = ListDirectory(directory);
  if (!names.ok()) return names.status();
  for (const std::string& name : *names) {
    if (IsKeptName(name) || IsWritersName(name) || name.front() == '.') {
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

// Sorted and distinct, as they are recorded and compared. `kept`: the revisions
// that are kept where `options` do not say it.
IndexOptions Canonical(IndexOptions options, uint32_t kept) {
  std::vector<std::string>& names = options.facet_attributes;
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  options.kept_revisions =
      options.keep_versions ? options.kept_revisions.value_or(kept) : 0;
  return options;
}

// A sixteenth more than are kept are borne, so that what removes them, which
// reads every manifest, is rare.
bool HasTooManyRevisions(const std::string& directory,
                         const Manifest& current) {
  const uint64_t kept = current.options.kept_revisions.value_or(0);
  if (kept == 0) return false;
  const Result<uint64_t> oldest = OldestRevision(directory);
  return oldest.ok() && current.revision - *oldest > kept + kept / 16;
}

Status CheckBase(const std::string& directory, const Manifest& base,
                 const WriterOptions& options) {
  if (base.analyzer_version != analysis::AnalyzerVersion()) {
    return Status(StatusCode::kFailedPrecondition,
                  directory + " was made by the analyser " +
                      base.analyzer_version + ", this Vigie has " +
                      analysis::AnalyzerVersion() + ": rebuild the index",
                  "ANALYZER_VERSION");
  }
  if (options.index.has_value() &&
      !(Canonical(*options.index, base.options.kept_revisions.value_or(0)) ==
        base.options)) {
    return Status(StatusCode::kFailedPrecondition,
                  directory +
                      " was created with other index options, which are fixed "
                      "for its life: open it without any, or make a new index",
                  "INDEX_OPTIONS");
  }
  return OkStatus();
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
  reserved_.clear();
  CleanUp();
}

void RevisionBuilder::CleanUp() {
  IgnoreError(RemoveUnneededFiles(directory_, base_, reserved_, unwanted_),
              "files too many do no harm; the next publication tries again");
}

Result<std::unique_ptr<RevisionBuilder>> RevisionBuilder::Open(
    const std::string& directory,
    std::shared_ptr<const entities::Recognizer> recognizer,
    std::string json_lines, const WriterOptions& options) {
  std::unique_ptr<RevisionBuilder> builder(new RevisionBuilder(
      directory, std::move(recognizer), std::move(json_lines)));
  Status opened = MakeDirectories(directory);
  if (opened.ok()) opened = builder->CreateIfAbsent(options);
  if (opened.ok()) opened = builder->OpenBase(options);
  if (!opened.ok()) {
    builder->broken_ = true;
    return opened;
  }
  return builder;
}

Status RevisionBuilder::CreateIfAbsent(const WriterOptions& options) {
  Status named = CheckIndexOptions(options.index.value_or(IndexOptions()));
  if (!named.ok()) return named;
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
  empty.options = Canonical(options.index.value_or(IndexOptions()),
                            IndexOptions::kDefaultKeptRevisions);
  named = NameDictionaries(&empty);
  return named.ok() ? PublishManifest(directory_, empty) : named;
}

Status RevisionBuilder::OpenBase(const WriterOptions& options) {
  Result<OpenedIndex> index = OpenIndex(directory_);
  if (!index.ok()) return index.status();
  Status fits = CheckBase(directory_, index->manifest, options);
  if (!fits.ok()) return fits;
  Result<DeletedVersions> deleted =
      DeletedVersions::Load(directory_, index->manifest.deleted_versions);
  if (!deleted.ok()) return deleted.status();
  deleted_versions_ = *std::move(deleted);
  base_ = std::move(index->manifest);
  options_ = base_.options;
  threads_ = options.threads;
  most_merged_bytes_ = MostMergedBytes(options.merge_memory_bytes);
  next_segment_ = base_.next_segment;
  applied_sequence_ = base_.applied_sequence;
  erasing_ = base_.erasing;
  for (std::shared_ptr<const Segment>& segment : index->segments) {
    segments_.AddOpened(std::move(segment));
  }
  index->pin.reset();
  CleanUp();
  return OkStatus();
}

std::optional<uint64_t> RevisionBuilder::FindContentHash(
    std::string_view id) const {
  const std::optional<OpenSegments::Place> place = segments_.FindLive(id);
  if (!place.has_value()) return {};
  return segments_.all()[place->segment].segment->content_hash(place->doc);
}

uint64_t StoredIds::LastVersion(std::string_view id) const {
  const std::optional<OpenSegments::Place> place = segments.FindLive(id);
  return place.has_value() ? segments.VersionAt(*place) : deleted.Find(id);
}

std::optional<std::string_view> StoredIds::SourceOf(std::string_view id) const {
  const std::optional<OpenSegments::Place> place = segments.FindLive(id);
  if (!place.has_value()) return {};
  const Segment& segment = *segments.all()[place->segment].segment;
  return segment.sources()[segment.source(place->doc)];
}

uint64_t RevisionBuilder::LastVersion(std::string_view id) const {
  const std::optional<OpenSegments::Place> place = segments_.FindLive(id);
  return place.has_value() ? segments_.VersionAt(*place)
                           : deleted_versions_.Find(id);
}

std::string RevisionBuilder::ReserveSegment() {
  std::string name = "seg-" + std::to_string(next_segment_++);
  reserved_.insert(name);
  return name;
}

Result<std::unique_ptr<SegmentWriter>> RevisionBuilder::FillReserved(
    const std::string& name, const ArticleSource& source) const {
  Status usable = CheckUsable();
  if (!usable.ok()) return usable;
  return FillSegment(directory_, name, *recognizer_, source,
                     {options_, threads_});
}

Result<OpenSegment> RevisionBuilder::SealReserved(SegmentWriter* writer) const {
  Result<SegmentRecord> record = writer->Seal({kSealingThreads, nullptr});
  if (!record.ok()) return record.status();
  return OpenSegments::OpenSealed(directory_, *record);
}

Result<OpenSegment> RevisionBuilder::BuildReserved(
    const std::string& name, const ArticleSource& source) const {
  Result<std::unique_ptr<SegmentWriter>> writer = FillReserved(name, source);
  if (!writer.ok()) return writer.status();
  return SealReserved(writer->get());
}

void RevisionBuilder::Install(OpenSegment added) {
  const std::string name = added.record.name;
  segments_.AddReplacing(std::move(added));
  changed_ = true;
  Release(name);
}

void RevisionBuilder::Release(const std::string& name) {
  reserved_.erase(name);
}

bool RevisionBuilder::Delete(std::string_view id, uint64_t version) {
  const std::optional<OpenSegments::Place> place = segments_.FindLive(id);
  uint64_t last = deleted_versions_.Find(id);
  if (place.has_value()) {
    last = segments_.VersionAt(*place);
    segments_.Tombstone(*place);
    changed_ = true;
  }
  const uint64_t remembered = std::max(version, last);
  if (deleted_versions_.Find(id) != remembered) {
    deleted_versions_.Set(id, remembered);
    changed_ = true;
  }
  return place.has_value();
}

void RevisionBuilder::SetAppliedSequence(uint64_t sequence) {
  if (sequence == applied_sequence_) return;
  applied_sequence_ = sequence;
  changed_ = true;
}

Status RevisionBuilder::CheckUsable() const {
  if (!broken_) return OkStatus();
  return Status(StatusCode::kFailedPrecondition,
                "an earlier publication in " + directory_ +
                    " ended in doubt: open the writer again");
}

Status RevisionBuilder::Publish() {
  Status usable = CheckUsable();
  if (!usable.ok() || !changed_) return usable;
  segments_.DropDead();
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
  segments_.TombstonesArePublished();
  changed_ = false;
  // Kept revisions are many; reading them all is for opening, erasures and,
  // once they are too many, merges.
  if (!options_.keep_versions || !unwanted_.empty() ||
      (merged_ && HasTooManyRevisions(directory_, base_))) {
    CleanUp();
  }
  merged_ = false;
  return OkStatus();
}

Result<Manifest> RevisionBuilder::NextManifest() {
  Manifest next = base_;
  next.revision = base_.revision + 1;
  next.next_segment = next_segment_;
  next.applied_sequence = applied_sequence_;
  next.erasing = erasing_;
  Status written = segments_.WriteTombstones(directory_, next.revision);
  if (!written.ok()) return written;
  Result<std::vector<FileRecord>> deleted = deleted_versions_.Write(directory_);
  if (!deleted.ok()) return deleted.status();
  next.deleted_versions = *std::move(deleted);
  next.segments.clear();
  for (const OpenSegment& open : segments_.all()) {
    next.segments.push_back(open.record);
  }
  Status named = NameDictionaries(&next);
  if (!named.ok()) return named;
  return next;
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
