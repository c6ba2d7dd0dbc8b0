#include "index/cleanup.h"

#include <sys/file.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <optional>
#include <set>
#include <vector>

#include "index/file_io.h"
#include "index/manifest_files.h"

namespace vigie::index {
namespace {

void KeepFilesOf(const Manifest& manifest, std::set<std::string>* kept) {
  kept->insert(ManifestName(manifest.revision));
  for (const FileRecord& file : FilesOf(manifest)) {
    kept->insert(file.path.substr(0, file.path.find('/')));
  }
}

// Removes the manifest, or keeps what it names when a reader has it pinned.
Status RemoveOrKeep(const std::string& directory, uint64_t revision,
                    std::set<std::string>* kept) {
  const std::string path = JoinPath(directory, ManifestName(revision));
  Result<FileDescriptor> file = OpenForReading(path);
  if (!file.ok()) return file.status();
  if (::flock(file->get(), LOCK_EX | LOCK_NB) == 0) return RemovePath(path);
  if (errno != EWOULDBLOCK) return StatusFromErrno(errno, "lock", path);
  Result<Manifest> manifest = ReadManifest(*file, revision, path);
  if (!manifest.ok()) return manifest.status();
  KeepFilesOf(*manifest, kept);
  return OkStatus();
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
                           const std::set<std::string>& making) {
  Result<std::vector<std::string>> names = ListDirectory(directory);
  if (!names.ok()) return names.status();
  std::set<std::string> kept;
  KeepFilesOf(current, &kept);
  for (const std::string& name : *names) {
    const std::optional<uint64_t> revision = RevisionOfManifestName(name);
    if (!revision.has_value() || kept.count(name) > 0) continue;
    // What a manifest that cannot be read still needs is unknown: remove
    // nothing.
    Status decided = RemoveOrKeep(directory, *revision, &kept);
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

}  // namespace vigie::index
