#include "index/pinned_manifest.h"

#include <sys/file.h>
#include <sys/stat.h>

#include <cerrno>
#include <optional>
#include <utility>

#include "index/file_io.h"
#include "index/manifest_files.h"

namespace vigie::index {
namespace {

// More than one publication during an attempt is rare; ten in a row are not
// believable.
constexpr int kMostAttempts = 10;

class LockedManifest final : public PinnedManifest {
 public:
  LockedManifest(FileDescriptor file, Manifest manifest)
      : file_(std::move(file)), manifest_(std::move(manifest)) {}
  const Manifest& manifest() const override { return manifest_; }

 private:
  FileDescriptor file_;  // closing it releases the lock
  Manifest manifest_;
};

// The manifest file under a shared lock, or nothing when the writer removed
// it before the lock was had.
Result<std::optional<FileDescriptor>> LockShared(const std::string& path) {
  Result<FileDescriptor> file = OpenForReading(path);
  if (!file.ok()) {
    if (file.status().code() != StatusCode::kNotFound) return file.status();
    return std::optional<FileDescriptor>();
  }
  while (::flock(file->get(), LOCK_SH) != 0) {
    if (errno != EINTR) return StatusFromErrno(errno, "lock", path);
  }
  struct stat info {};
  if (::fstat(file->get(), &info) != 0) {
    return StatusFromErrno(errno, "examine", path);
  }
  if (info.st_nlink == 0) return std::optional<FileDescriptor>();
  return std::optional<FileDescriptor>(*std::move(file));
}

}  // namespace

Result<std::shared_ptr<const PinnedManifest>> PinCurrentManifest(
    const std::string& directory) {
  std::string vanished;
  for (int attempt = 0; attempt < kMostAttempts; ++attempt) {
    Result<uint64_t> revision = ReadCurrentRevision(directory);
    if (!revision.ok()) return revision.status();
    const std::string path = JoinPath(directory, ManifestName(*revision));
    // CURRENT still names what is not there: not a race with the writer.
    if (path == vanished) break;
    Result<std::optional<FileDescriptor>> file = LockShared(path);
    if (!file.ok()) return file.status();
    if (!file->has_value()) {
      vanished = path;
      continue;
    }
    Result<Manifest> manifest = ReadManifest(**file, *revision, path);
    if (!manifest.ok()) return manifest.status();
    return std::shared_ptr<const PinnedManifest>(
        std::make_shared<const LockedManifest>(*std::move(*file),
                                               *std::move(manifest)));
  }
  return Status(StatusCode::kDataLoss, vanished + " is missing");
}

Result<std::shared_ptr<const PinnedManifest>> PinManifest(
    const std::string& directory, uint64_t revision) {
  const std::string path = JoinPath(directory, ManifestName(revision));
  Result<std::optional<FileDescriptor>> file = LockShared(path);
  if (!file.ok()) return file.status();
  if (!file->has_value()) {
    const Result<uint64_t> oldest = OldestRevision(directory);
    const bool is_past = oldest.ok() && revision < *oldest;
    return Status(StatusCode::kNotFound,
                  "revision " + std::to_string(revision) + " of " + directory +
                      (is_past ? " is no longer kept: the oldest that can be "
                                 "opened is " +
                                     std::to_string(*oldest)
                               : " is no longer there, or not yet"),
                  "REVISION_GONE");
  }
  Result<Manifest> manifest = ReadManifest(**file, revision, path);
  if (!manifest.ok()) return manifest.status();
  return std::shared_ptr<const PinnedManifest>(
      std::make_shared<const LockedManifest>(*std::move(*file),
                                             *std::move(manifest)));
}

}  // namespace vigie::index
