#include "index/file_io.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace vigie::index {
namespace {

template <typename Call>
auto RetryOnInterrupt(Call call) -> decltype(call()) {
  auto result = call();
  while (result == -1 && errno == EINTR) result = call();
  return result;
}

}  // namespace

StatusCode CodeFromErrno(int error) {
  switch (error) {
    case ENOENT:
      return StatusCode::kNotFound;
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
    case EMFILE:
    case ENFILE:
    case ENOMEM:
      return StatusCode::kResourceExhausted;
    case EACCES:
    case EPERM:
    case EROFS:
      return StatusCode::kPermissionDenied;
    case EIO:
      return StatusCode::kDataLoss;
    case ENOTDIR:
    case ELOOP:
    case ENAMETOOLONG:
      return StatusCode::kInvalidArgument;
    default:
      return StatusCode::kInternal;
  }
}

Status StatusFromErrno(int error, std::string_view doing,
                       const std::string& path) {
  std::string message = "cannot ";
  message.append(doing).append(" ").append(path).append(": ");
  message.append(std::strerror(error));
  return Status(CodeFromErrno(error), std::move(message));
}

FileDescriptor& FileDescriptor::operator=(FileDescriptor&& other) noexcept {
  if (this != &other) {
    Reset();
    fd_ = other.Release();
  }
  return *this;
}

int FileDescriptor::Release() { return std::exchange(fd_, -1); }

void FileDescriptor::Reset() {
  if (fd_ >= 0) ::close(std::exchange(fd_, -1));
}

std::string JoinPath(std::string_view directory, std::string_view name) {
  std::string path(directory);
  if (!path.empty() && path.back() != '/') path.push_back('/');
  return path.append(name);
}

Result<FileDescriptor> OpenForReading(const std::string& path) {
  FileDescriptor file(RetryOnInterrupt([&path] {
    // Without O_NONBLOCK a FIFO in place of the file would block the open.
    return ::open(path.c_str(),
                  O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY);
  }));
  if (!file.valid()) return StatusFromErrno(errno, "open", path);
  struct stat info {};
  if (::fstat(file.get(), &info) != 0) {
    return StatusFromErrno(errno, "examine", path);
  }
  if (!S_ISREG(info.st_mode)) {
    return Status(StatusCode::kDataLoss, path + " is not a regular file");
  }
  return file;
}

Result<FileDescriptor> CreateForWriting(const std::string& path) {
  FileDescriptor file(RetryOnInterrupt([&path] {
    return ::open(path.c_str(),
                  O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0644);
  }));
  if (!file.valid()) return StatusFromErrno(errno, "create", path);
  return file;
}

Result<uint64_t> FileSize(const FileDescriptor& file, const std::string& path) {
  struct stat info {};
  if (::fstat(file.get(), &info) != 0) {
    return StatusFromErrno(errno, "examine", path);
  }
  return static_cast<uint64_t>(info.st_size);
}

Status ReadAt(const FileDescriptor& file, uint64_t offset, void* bytes,
              size_t size, const std::string& path) {
  auto* at = static_cast<char*>(bytes);
  while (size > 0) {
    const ssize_t got = RetryOnInterrupt([&] {
      return ::pread(file.get(), at, size, static_cast<off_t>(offset));
    });
    if (got < 0) return StatusFromErrno(errno, "read", path);
    if (got == 0) {
      return Status(StatusCode::kDataLoss,
                    path + " ends early, at byte " + std::to_string(offset));
    }
    at += got;
    offset += static_cast<uint64_t>(got);
    size -= static_cast<size_t>(got);
  }
  return OkStatus();
}

Status WriteAll(const FileDescriptor& file, const void* bytes, size_t size,
                const std::string& path) {
  const auto* at = static_cast<const char*>(bytes);
  while (size > 0) {
    const ssize_t put =
        RetryOnInterrupt([&] { return ::write(file.get(), at, size); });
    if (put < 0) return StatusFromErrno(errno, "write", path);
    at += put;
    size -= static_cast<size_t>(put);
  }
  return OkStatus();
}

Status WriteAt(const FileDescriptor& file, uint64_t offset, const void* bytes,
               size_t size, const std::string& path) {
  const auto* at = static_cast<const char*>(bytes);
  while (size > 0) {
    const ssize_t put = RetryOnInterrupt([&] {
      return ::pwrite(file.get(), at, size, static_cast<off_t>(offset));
    });
    if (put < 0) return StatusFromErrno(errno, "write", path);
    at += put;
    offset += static_cast<uint64_t>(put);
    size -= static_cast<size_t>(put);
  }
  return OkStatus();
}

Result<std::string> ReadFile(const std::string& path, uint64_t limit) {
  Result<FileDescriptor> file = OpenForReading(path);
  if (!file.ok()) return file.status();
  Result<uint64_t> size = FileSize(*file, path);
  if (!size.ok()) return size.status();
  if (*size > limit) {
    return Status(StatusCode::kDataLoss,
                  path + " is longer than such a file can be");
  }
  std::string bytes(*size, '\0');
  Status read = ReadAt(*file, 0, bytes.data(), bytes.size(), path);
  if (!read.ok()) return read;
  return bytes;
}

Status SyncFile(const FileDescriptor& file, const std::string& path) {
  if (RetryOnInterrupt([&] { return ::fsync(file.get()); }) != 0) {
    return StatusFromErrno(errno, "sync", path);
  }
  return OkStatus();
}

Status SyncData(const FileDescriptor& file, const std::string& path) {
  if (RetryOnInterrupt([&] { return ::fdatasync(file.get()); }) != 0) {
    return StatusFromErrno(errno, "sync", path);
  }
  return OkStatus();
}

Status SyncPath(const std::string& path) {
  FileDescriptor file(RetryOnInterrupt(
      [&path] { return ::open(path.c_str(), O_RDONLY | O_CLOEXEC); }));
  if (!file.valid()) return StatusFromErrno(errno, "open", path);
  return SyncFile(file, path);
}

Status RenamePath(const std::string& from, const std::string& to) {
  if (::rename(from.c_str(), to.c_str()) != 0) {
    return StatusFromErrno(errno, "rename to", to);
  }
  return OkStatus();
}

Status ReplaceFile(const std::string& path, std::string_view bytes) {
  const std::string temporary = path + ".tmp";
  Result<FileDescriptor> file = CreateForWriting(temporary);
  if (!file.ok()) return file.status();
  Status done = WriteAll(*file, bytes.data(), bytes.size(), temporary);
  if (done.ok()) done = SyncFile(*file, temporary);
  if (done.ok()) done = RenamePath(temporary, path);
  if (!done.ok()) ::unlink(temporary.c_str());
  return done;
}

}  // namespace vigie::index
