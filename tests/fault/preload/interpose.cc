// The C library's file calls, recorded or made to fail. Loaded with
// LD_PRELOAD; does nothing without the variables of record.h.
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdarg>
#include <cstdio>
#include <cstring>
#include <string>

#include "tests/fault/preload/shim.h"

namespace {

using vigie::fault::Fate;
using vigie::fault::RecordKind;
using vigie::fault::Shim;

template <typename Function>
Function* Next(const char* name) {
  return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

using Lock = std::lock_guard<std::mutex>;

// True when the operation is to fail; errno is set.
bool Fails(Fate fate) {
  if (fate == Fate::kSucceed || fate == Fate::kShort) return false;
  errno = fate == Fate::kNoSpace ? ENOSPC : EIO;
  return true;
}

int Open(const char* path, int flags, mode_t mode) {
  static auto* const next = Next<int(const char*, int, ...)>("open64");
  Shim& shim = Shim::Get();
  const char* relative = shim.Inside(path);
  if (relative == nullptr) return next(path, flags, mode);
  const Lock lock(shim.mutex());
  if ((flags & (O_CREAT | O_TRUNC)) != 0 && Fails(shim.NextFate())) return -1;
  const int fd = next(path, flags, mode);
  if (fd >= 0) shim.Opened(fd, relative, flags);
  return fd;
}

mode_t ModeOf(int flags, va_list arguments) {
  return (flags & (O_CREAT | O_TMPFILE)) != 0
             ? static_cast<mode_t>(va_arg(arguments, int))
             : 0;
}

std::string AbsoluteAt(int directory, const char* path) {
  if (path[0] == '/' || directory == AT_FDCWD) return path;
  char link[64];
  std::snprintf(link, sizeof(link), "/proc/self/fd/%d", directory);
  char target[4'096];
  const ssize_t got = ::readlink(link, target, sizeof(target));
  if (got < 0) return path;
  return std::string(target, static_cast<size_t>(got)) + "/" + path;
}

// Both ends of a call on two names, or one name, inside the root.
int OnNames(RecordKind kind, const char* from, const char* to,
            int (*call)(const char*, const char*)) {
  Shim& shim = Shim::Get();
  const char* inside = shim.Inside(from);
  const char* other = to == nullptr ? nullptr : shim.Inside(to);
  if (inside == nullptr) return call(from, to);
  const Lock lock(shim.mutex());
  if (Fails(shim.NextFate())) return -1;
  const int result = call(from, to);
  if (result == 0) {
    shim.Log(kind, 0, 0, inside, other, other == nullptr ? 0 : strlen(other));
  }
  return result;
}

ssize_t WriteAt(int fd, const void* data, size_t size, off_t offset,
                bool at_offset) {
  static auto* const next_write =
      Next<ssize_t(int, const void*, size_t)>("write");
  static auto* const next_pwrite =
      Next<ssize_t(int, const void*, size_t, off_t)>("pwrite64");
  Shim& shim = Shim::Get();
  const auto call = [&](size_t count) {
    return at_offset ? next_pwrite(fd, data, count, offset)
                     : next_write(fd, data, count);
  };
  const uint32_t handle = shim.HandleOf(fd);
  if (handle == 0 && !shim.IsMark(fd)) return call(size);
  const Lock lock(shim.mutex());
  if (handle == 0) {
    shim.Log(RecordKind::kMark, 0, 0, nullptr, data, size);
    return call(size);
  }
  const Fate fate = size == 0 ? Fate::kSucceed : shim.NextFate();
  if (!at_offset) {
    const bool appends = (::fcntl(fd, F_GETFL) & O_APPEND) != 0;
    offset = ::lseek(fd, 0, appends ? SEEK_END : SEEK_CUR);
  }
  const size_t wanted = fate == Fate::kTorn      ? size / 2
                        : fate == Fate::kShort   ? std::max<size_t>(1, size / 2)
                        : fate == Fate::kNoSpace ? 0
                                                 : size;
  const ssize_t put = wanted == 0 ? 0 : call(wanted);
  if (put > 0) {
    shim.Log(RecordKind::kWrite, handle, static_cast<uint64_t>(offset), nullptr,
             data, static_cast<size_t>(put));
  }
  return Fails(fate) ? -1 : put;
}

int Sync(int fd, const char* name) {
  auto* const next = Next<int(int)>(name);
  Shim& shim = Shim::Get();
  const uint32_t handle = shim.HandleOf(fd);
  if (handle == 0) return next(fd);
  const Lock lock(shim.mutex());
  if (Fails(shim.NextFate())) return -1;
  const int result = next(fd);
  if (result == 0) {
    shim.Log(RecordKind::kSync, handle, 0, nullptr, nullptr, 0);
  }
  return result;
}

}  // namespace

// NOLINTBEGIN: the C library's own names
extern "C" {

int open(const char* path, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  const mode_t mode = ModeOf(flags, arguments);
  va_end(arguments);
  return Open(path, flags, mode);
}
int open64(const char* path, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  const mode_t mode = ModeOf(flags, arguments);
  va_end(arguments);
  return Open(path, flags, mode);
}
int __open_2(const char* path, int flags) { return Open(path, flags, 0); }
int __open64_2(const char* path, int flags) { return Open(path, flags, 0); }
int openat(int directory, const char* path, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  const mode_t mode = ModeOf(flags, arguments);
  va_end(arguments);
  return Open(AbsoluteAt(directory, path).c_str(), flags, mode);
}
int openat64(int directory, const char* path, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  const mode_t mode = ModeOf(flags, arguments);
  va_end(arguments);
  return Open(AbsoluteAt(directory, path).c_str(), flags, mode);
}

int close(int fd) {
  static auto* const next = Next<int(int)>("close");
  Shim& shim = Shim::Get();
  if (shim.HandleOf(fd) != 0) {
    const Lock lock(shim.mutex());
    shim.Closed(fd);
  }
  return next(fd);
}
int dup(int fd) {
  static auto* const next = Next<int(int)>("dup");
  const int copy = next(fd);
  Shim::Get().Duplicated(fd, copy);
  return copy;
}
int dup2(int fd, int to) {
  static auto* const next = Next<int(int, int)>("dup2");
  const int copy = next(fd, to);
  Shim::Get().Duplicated(fd, copy);
  return copy;
}

ssize_t write(int fd, const void* data, size_t size) {
  return WriteAt(fd, data, size, 0, false);
}
ssize_t pwrite(int fd, const void* data, size_t size, off_t offset) {
  return WriteAt(fd, data, size, offset, true);
}
ssize_t pwrite64(int fd, const void* data, size_t size, off64_t offset) {
  return WriteAt(fd, data, size, offset, true);
}
ssize_t writev(int fd, const iovec* parts, int count) {
  static auto* const next = Next<ssize_t(int, const iovec*, int)>("writev");
  if (Shim::Get().HandleOf(fd) == 0) return next(fd, parts, count);
  std::string all;
  for (int i = 0; i < count; ++i) {
    all.append(static_cast<const char*>(parts[i].iov_base), parts[i].iov_len);
  }
  return WriteAt(fd, all.data(), all.size(), 0, false);
}

int ftruncate(int fd, off_t size) {
  static auto* const next = Next<int(int, off_t)>("ftruncate64");
  Shim& shim = Shim::Get();
  const uint32_t handle = shim.HandleOf(fd);
  if (handle == 0) return next(fd, size);
  const Lock lock(shim.mutex());
  if (Fails(shim.NextFate())) return -1;
  const int result = next(fd, size);
  if (result == 0) {
    shim.Log(RecordKind::kTruncate, handle, static_cast<uint64_t>(size),
             nullptr, nullptr, 0);
  }
  return result;
}
int ftruncate64(int fd, off64_t size) { return ftruncate(fd, size); }

int fsync(int fd) { return Sync(fd, "fsync"); }
int fdatasync(int fd) { return Sync(fd, "fdatasync"); }

int rename(const char* from, const char* to) {
  return OnNames(RecordKind::kRename, from, to,
                 Next<int(const char*, const char*)>("rename"));
}
int link(const char* from, const char* to) {
  return OnNames(RecordKind::kLink, from, to,
                 Next<int(const char*, const char*)>("link"));
}
int unlink(const char* path) {
  return OnNames(RecordKind::kUnlink, path, nullptr,
                 [](const char* name, const char*) {
                   return Next<int(const char*)>("unlink")(name);
                 });
}
int rmdir(const char* path) {
  return OnNames(RecordKind::kRmdir, path, nullptr,
                 [](const char* name, const char*) {
                   return Next<int(const char*)>("rmdir")(name);
                 });
}
int unlinkat(int directory, const char* path, int flags) {
  const std::string absolute = AbsoluteAt(directory, path);
  return (flags & AT_REMOVEDIR) != 0 ? rmdir(absolute.c_str())
                                     : unlink(absolute.c_str());
}
int mkdir(const char* path, mode_t mode) {
  static auto* const next = Next<int(const char*, mode_t)>("mkdir");
  Shim& shim = Shim::Get();
  const char* relative = shim.Inside(path);
  if (relative == nullptr) return next(path, mode);
  const Lock lock(shim.mutex());
  if (Fails(shim.NextFate())) return -1;
  const int result = next(path, mode);
  if (result == 0) {
    shim.Log(RecordKind::kMkdir, 0, 0, relative, nullptr, 0);
  }
  return result;
}

}  // extern "C"
// NOLINTEND
