#include "server/whole_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

namespace vigie::server {
namespace {

Status Failed(StatusCode code, const std::string& path, const char* what) {
  return Status(code, path + ": " + what);
}

// Reads to the end of `file`; false with errno set.
bool ReadAll(int file, std::string* text) {
  char buffer[16'384];
  while (text->size() <= kMostFileBytes) {
    const ssize_t got = read(file, buffer, sizeof buffer);
    if (got == 0) return true;
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return false;
    text->append(buffer, static_cast<size_t>(got));
  }
  return true;
}

bool WriteAll(int file, std::string_view text) {
  while (!text.empty()) {
    const ssize_t put = write(file, text.data(), text.size());
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) return false;
    text.remove_prefix(static_cast<size_t>(put));
  }
  return fsync(file) == 0;
}

}  // namespace

Result<std::string> ReadWholeFile(const std::string& path) {
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (file < 0) {
    return Failed(
        errno == ENOENT ? StatusCode::kNotFound : StatusCode::kPermissionDenied,
        path, std::strerror(errno));
  }
  struct stat info = {};
  const bool plain = fstat(file, &info) == 0 && S_ISREG(info.st_mode);
  std::string text;
  const bool read_all = plain && ReadAll(file, &text);
  const int error = errno;
  close(file);
  if (!plain)
    return Failed(StatusCode::kInvalidArgument, path, "no plain file");
  if (!read_all) {
    return Failed(StatusCode::kPermissionDenied, path, std::strerror(error));
  }
  if (text.size() > kMostFileBytes) {
    return Failed(StatusCode::kInvalidArgument, path, "more than 4 MB");
  }
  return text;
}

Status ReplaceFile(const std::string& path, std::string_view text,
                   mode_t mode) {
  const std::string draft = path + "." + std::to_string(getpid()) + ".tmp";
  const int file =
      open(draft.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode);
  bool written = file >= 0 && WriteAll(file, text);
  int error = errno;
  if (file >= 0) close(file);
  if (written && std::rename(draft.c_str(), path.c_str()) != 0) {
    written = false;
    error = errno;
  }
  if (written) return OkStatus();
  if (file >= 0) std::remove(draft.c_str());
  return Failed(
      StatusCode::kUnavailable, path,
      (std::string("cannot be written: ") + std::strerror(error)).c_str());
}

}  // namespace vigie::server
