#include "index/cleanup.h"

#include <sys/file.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <vector>

#include "index/deleted_versions.h"
#include "index/file_io.h"
#include "index/manifest_files.h"
#include "index/segment.h"

namespace vigie::index {
namespace {

void KeepFilesOf(const Manifest& manifest, std::set<std::string>* kept) {
  kept->insert(ManifestName(manifest.revision));
  for (const FileRecord& file : FilesOf(manifest)) {
    kept->insert(file.path.substr(0, file.path.find('/')));
  }
}

// Removes the manifest, or keeps what it names when it is wanted or a reader
// has it pinned.
Status RemoveOrKeep(const std::string& directory, uint64_t revision,
                    bool wanted, std::set<std::string>* kept) {
  const std::string path = JoinPath(directory, ManifestName(revision));
  Result<FileDescriptor> file = OpenForReading(path);
  if (!file.ok()) return file.status();
  if (!wanted) {
    if (::flock(file->get(), LOCK_EX | LOCK_NB) == 0) return RemovePath(path);
    if (errno != EWOULDBLOCK) return StatusFromErrno(errno, "lock", path);
  }
  Result<Manifest> manifest = ReadManifest(*file, revision, path);
  if (!manifest.ok()) return manifest.status();
  KeepFilesOf(*manifest, kept);
  return OkStatus();
}

// By the options of the index. What a later revision would be was never in
// force.
bool IsKept(const Manifest& current, uint64_t revision) {
  const IndexOptions& options = current.options;
  const uint32_t kept = options.kept_revisions.value_or(0);
  return options.keep_versions && revision < current.revision &&
         (kept == 0 || current.revision - revision <= kept);
}

Result<bool> SegmentHolds(const std::string& directory,
                          const SegmentRecord& record,
                          const std::vector<std::string>& ids) {
  Result<std::shared_ptr<const Segment>> segment =
      Segment::Open(directory, record);
  if (!segment.ok()) return segment.status();
  return std::any_of(ids.begin(), ids.end(), [&](const std::string& id) {
    return (*segment)->FindArticle(id).has_value();
  });
}

}  // namespace

bool IsWritersName(std::string_view name) {
  static constexpr std::array<std::string_view, 5> kPrefixes = {
      "seg-", "manifest-", "tombstones-", "dictionary-", "deleted-"};
  for (const std::string_view prefix : kPrefixes) {
    if (name.substr(0, prefix.size()) == prefix) return true;
  }
  return name == "CURRENT.tmp";
}

bool IsKeptName(std::string_view name) {
  static constexpr std::array<std::string_view, 5> kNames = {
      kLockName, kJournalDirectory, kDeadLettersName, kBackupsName,
      "lost+found"};
  return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

Status RemoveUnneededFiles(const std::string& directory,
                           const Manifest& current,
                           const std::set<std::string>& making,
                           const std::set<uint64_t>& unwanted) {
  Result<std::vector<std::string>> names = ListDirectory(directory);
  if (!names.ok()) return names.status();
  std::set<std::string> kept;
  KeepFilesOf(current, &kept);
  for (const std::string& name : *names) {
    const std::optional<uint64_t> revision = RevisionOfManifestName(name);
    if (!revision.has_value() || kept.count(name) > 0) continue;
    // What a manifest that cannot be read still needs is unknown: remove
    // nothing.
    const bool wanted =
        IsKept(current, *revision) && unwanted.count(*revision) == 0;
    Status decided = RemoveOrKeep(directory, *revision, wanted, &kept);
    if (!decided.ok()) return decided;
  }
  for (const std::string& name : *names) {
    if (!IsWritersName(name) || kept.count(name) > 0 ||
        making.count(name.substr(0, name.find('.'))) > 0) {
      continue;
    }
    Status removed = RemovePath(JoinPath(directory, name));
    if (!removed.ok()) return removed;
  }
  return OkStatus();
}

Result<std::set<uint64_t>> RevisionsHolding(
    const std::string& directory, const Manifest& current,
    const std::vector<std::string>& ids) {
  std::set<uint64_t> holding;
  std::map<std::string, bool> segments;  // by name, whether it holds one
  for (const SegmentRecord& record : current.segments) {
    segments[record.name] = false;
  }
  Result<std::vector<std::string>> names = ListDirectory(directory);
  if (!names.ok()) return names.status();
  for (const std::string& name : *names) {
    const std::optional<uint64_t> revision = RevisionOfManifestName(name);
    if (!revision.has_value() || *revision >= current.revision) continue;
    const std::string path = JoinPath(directory, name);
    Result<FileDescriptor> file = OpenForReading(path);
    if (!file.ok()) return file.status();
    Result<Manifest> manifest = ReadManifest(*file, *revision, path);
    if (!manifest.ok()) return manifest.status();
    for (const SegmentRecord& record : manifest->segments) {
      if (segments.count(record.name) == 0) {
        Result<bool> holds = SegmentHolds(directory, record, ids);
        if (!holds.ok()) return holds.status();
        segments[record.name] = *holds;
      }
      if (segments[record.name]) holding.insert(*revision);
    }
    Result<DeletedVersions> deleted =
        DeletedVersions::Load(directory, manifest->deleted_versions);
    if (!deleted.ok()) return deleted.status();
    if (std::any_of(ids.begin(), ids.end(), [&deleted](const std::string& id) {
          return deleted->Knows(id);
        })) {
      holding.insert(*revision);
    }
  }
  return holding;
}

}  // namespace vigie::index
