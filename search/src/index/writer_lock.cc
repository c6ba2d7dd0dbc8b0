#include "index/writer_lock.h"

#include <fcntl.h>
#include <sys/file.h>

#include <cerrno>

#include "index/manifest_files.h"

namespace vigie::index {

Result<FileDescriptor> LockForWriting(const std::string& directory) {
  const std::string path = JoinPath(directory, kLockName);
  FileDescriptor file(
      ::open(path.c_str(),
             O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0644));
  if (!file.valid()) return StatusFromErrno(errno, "open", path);
  if (::flock(file.get(), LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK) return StatusFromErrno(errno, "lock", path);
    return Status(StatusCode::kFailedPrecondition,
                  "another writer holds " + path +
                      ": wait for it, or close the vigie-indexer or other "
                      "program that is writing to " +
                      directory,
                  "INDEX_LOCKED");
  }
  Result<uint64_t> size = FileSize(file, path);
  if (!size.ok()) return size.status();
  if (*size != 0) {
    return Status(StatusCode::kDataLoss, path + " is not empty");
  }
  return file;
}

}  // namespace vigie::index
