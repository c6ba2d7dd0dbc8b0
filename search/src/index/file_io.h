// POSIX file calls that return Status: EINTR and short transfers handled,
// messages with path and errno text.
#ifndef VIGIE_INDEX_FILE_IO_H_
#define VIGIE_INDEX_FILE_IO_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "vigie/status.h"

namespace vigie::index {

// Full disk, quota or limit: RESOURCE_EXHAUSTED. Permissions or a read-only
// file system: PERMISSION_DENIED. ENOENT: NOT_FOUND. EIO: DATA_LOSS. Else
// INTERNAL.
StatusCode CodeFromErrno(int error);
// "cannot DOING PATH: text of errno".
Status StatusFromErrno(int error, std::string_view doing,
                       const std::string& path);

// Owns a file descriptor. Not thread-safe.
class FileDescriptor {
 public:
  FileDescriptor() = default;
  explicit FileDescriptor(int fd) : fd_(fd) {}
  FileDescriptor(FileDescriptor&& other) noexcept : fd_(other.Release()) {}
  FileDescriptor& operator=(FileDescriptor&& other) noexcept;
  ~FileDescriptor() { Reset(); }

  int get() const { return fd_; }
  bool valid() const { return fd_ >= 0; }
  int Release();
  void Reset();

 private:
  int fd_ = -1;
};

std::string JoinPath(std::string_view directory, std::string_view name);

// A regular file, read-only; no symbolic link at its end.
Result<FileDescriptor> OpenForReading(const std::string& path);
// Creates, or empties, for writing.
Result<FileDescriptor> CreateForWriting(const std::string& path);
Result<uint64_t> FileSize(const FileDescriptor& file, const std::string& path);
// DATA_LOSS when the file ends before `size` bytes.
Status ReadAt(const FileDescriptor& file, uint64_t offset, void* bytes,
              size_t size, const std::string& path);
Status WriteAll(const FileDescriptor& file, const void* bytes, size_t size,
                const std::string& path);
// At an offset, wherever WriteAll goes on.
Status WriteAt(const FileDescriptor& file, uint64_t offset, const void* bytes,
               size_t size, const std::string& path);

// The whole file. DATA_LOSS when it is longer than `limit` bytes.
Result<std::string> ReadFile(const std::string& path, uint64_t limit);

// An fsync that fails is never tried again: what was not written is unknown.
Status SyncFile(const FileDescriptor& file, const std::string& path);
// The bytes, and of the metadata what reading them needs.
Status SyncData(const FileDescriptor& file, const std::string& path);
Status SyncPath(const std::string& path);  // a file or a directory
Status RenamePath(const std::string& from, const std::string& to);
// Writes PATH.tmp, syncs it and renames it to PATH, whose directory stays to
// be synced. Leaves no PATH.tmp behind when it fails.
Status ReplaceFile(const std::string& path, std::string_view bytes);

bool PathExists(const std::string& path);
// Makes `path` and its missing parents, and syncs what holds them.
Status MakeDirectories(const std::string& path);
// Names in a directory, sorted, without "." and "..".
Result<std::vector<std::string>> ListDirectory(const std::string& path);
// Removes a file, or a directory with all that is in it; absent is OK.
// Symbolic links are removed, never followed.
Status RemovePath(const std::string& path);

}  // namespace vigie::index

#endif  // VIGIE_INDEX_FILE_IO_H_
