#include "index/directory_status.h"

#include <sys/file.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <map>
#include <optional>
#include <set>

#include "index/file_io.h"
#include "index/manifest_files.h"

namespace vigie::index {
namespace {

// A lock that is tried and let go at once: a reader that comes meanwhile
// waits for that long.
Result<bool> IsPinned(const FileDescriptor& file, const std::string& path) {
  if (::flock(file.get(), LOCK_EX | LOCK_NB) == 0) return false;
  if (errno != EWOULDBLOCK) return StatusFromErrno(errno, "lock", path);
  return true;
}

// Trying the lock could refuse a writer that opens meanwhile; the kernel's
// table tells without touching it.
bool IsLocked(const std::string& path) {
  struct stat info {};
  if (::stat(path.c_str(), &info) != 0) return false;
  const std::string inode = ":" + std::to_string(info.st_ino) + " ";
  std::ifstream locks("/proc/locks");
  for (std::string line; std::getline(locks, line);) {
    if (line.find("FLOCK") != std::string::npos &&
        line.find("WRITE") != std::string::npos &&
        line.find(inode) != std::string::npos) {
      return true;
    }
  }
  return false;
}

uint64_t BytesBelow(const std::string& directory) {
  const Result<std::vector<std::string>> names = ListDirectory(directory);
  uint64_t bytes = 0;
  if (!names.ok()) return bytes;
  for (const std::string& name : *names) {
    struct stat info {};
    if (::stat(JoinPath(directory, name).c_str(), &info) == 0) {
      bytes += static_cast<uint64_t>(info.st_size);
    }
  }
  return bytes;
}

Result<uint64_t> BytesBeyond(const Manifest& current,
                             const std::string& directory,
                             const std::vector<uint64_t>& pinned) {
  std::set<std::string> needed;
  for (const FileRecord& file : FilesOf(current)) needed.insert(file.path);
  std::map<std::string, uint64_t> beyond;
  for (const uint64_t revision : pinned) {
    const std::string path = JoinPath(directory, ManifestName(revision));
    const Result<FileDescriptor> file = OpenForReading(path);
    if (!file.ok()) continue;  // let go meanwhile
    const Result<Manifest> manifest = ReadManifest(*file, revision, path);
    if (!manifest.ok()) return manifest.status();
    for (const FileRecord& record : FilesOf(*manifest)) {
      if (needed.count(record.path) == 0) beyond[record.path] = record.bytes;
    }
  }
  uint64_t bytes = 0;
  for (const auto& [path, size] : beyond) bytes += size;
  return bytes;
}

}  // namespace

Result<std::vector<uint64_t>> PinnedRevisions(const std::string& directory) {
  Result<std::vector<std::string>> names = ListDirectory(directory);
  if (!names.ok()) return names.status();
  std::vector<uint64_t> pinned;
  for (const std::string& name : *names) {
    const std::optional<uint64_t> revision = RevisionOfManifestName(name);
    if (!revision.has_value()) continue;
    const std::string path = JoinPath(directory, name);
    const Result<FileDescriptor> file = OpenForReading(path);
    if (!file.ok()) continue;  // removed meanwhile
    Result<bool> is_pinned = IsPinned(*file, path);
    if (!is_pinned.ok()) return is_pinned.status();
    if (*is_pinned) pinned.push_back(*revision);
  }
  std::sort(pinned.begin(), pinned.end());
  return pinned;
}

Result<DirectoryStatus> InspectDirectory(const std::string& directory) {
  Result<Manifest> manifest = ReadCurrentManifest(directory);
  if (!manifest.ok()) return manifest.status();
  Result<std::vector<uint64_t>> pinned = PinnedRevisions(directory);
  if (!pinned.ok()) return pinned.status();
  Result<uint64_t> bytes = BytesBeyond(*manifest, directory, *pinned);
  if (!bytes.ok()) return bytes.status();
  DirectoryStatus status;
  status.revision = manifest->revision;
  const Result<uint64_t> oldest = OldestRevision(directory);
  if (!oldest.ok()) return oldest.status();
  status.oldest_revision = *oldest;
  status.applied_sequence = manifest->applied_sequence;
  status.journal_bytes = BytesBelow(JoinPath(directory, kJournalDirectory));
  status.options = manifest->options;
  status.format_version = manifest->format_version;
  status.analyzer_version = manifest->analyzer_version;
  status.dictionary_path = JoinPath(directory, manifest->dictionary.path);
  status.writer_active = IsLocked(JoinPath(directory, kLockName));
  status.pinned_revisions = *std::move(pinned);
  status.pinned_bytes = *bytes;
  return status;
}

}  // namespace vigie::index
