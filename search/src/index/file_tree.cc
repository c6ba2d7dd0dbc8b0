#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <memory>

#include "index/file_io.h"

namespace vigie::index {
namespace {

struct CloseDirectory {
  void operator()(DIR* directory) const { ::closedir(directory); }
};

std::string ParentOf(const std::string& path) {
  const size_t end = path.find_last_not_of('/');
  if (end == std::string::npos) return "/";
  const size_t slash = path.rfind('/', end);
  if (slash == std::string::npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

}  // namespace

bool PathExists(const std::string& path) {
  struct stat info {};
  return ::lstat(path.c_str(), &info) == 0;
}

Status MakeDirectories(const std::string& path) {
  if (path.empty()) {
    return Status(StatusCode::kInvalidArgument, "the directory has no name");
  }
  struct stat info {};
  if (::stat(path.c_str(), &info) == 0) {
    if (S_ISDIR(info.st_mode)) return OkStatus();
    return Status(StatusCode::kInvalidArgument, path + " is not a directory");
  }
  if (errno != ENOENT) return StatusFromErrno(errno, "examine", path);
  const std::string parent = ParentOf(path);
  Status made = MakeDirectories(parent);
  if (!made.ok()) return made;
  if (::mkdir(path.c_str(), 0755) != 0 && errno != EEXIST) {
    return StatusFromErrno(errno, "create", path);
  }
  return SyncPath(parent);
}

Result<std::vector<std::string>> ListDirectory(const std::string& path) {
  std::unique_ptr<DIR, CloseDirectory> directory(::opendir(path.c_str()));
  if (directory == nullptr) return StatusFromErrno(errno, "list", path);
  std::vector<std::string> names;
  errno = 0;
  while (const dirent* entry = ::readdir(directory.get())) {
    std::string name = entry->d_name;
    if (name != "." && name != "..") names.push_back(std::move(name));
    errno = 0;
  }
  if (errno != 0) return StatusFromErrno(errno, "list", path);
  std::sort(names.begin(), names.end());
  return names;
}

Status RemovePath(const std::string& path) {
  struct stat info {};
  if (::lstat(path.c_str(), &info) != 0) {
    if (errno == ENOENT) return OkStatus();
    return StatusFromErrno(errno, "examine", path);
  }
  if (!S_ISDIR(info.st_mode)) {
    if (::unlink(path.c_str()) != 0 && errno != ENOENT) {
      return StatusFromErrno(errno, "remove", path);
    }
    return OkStatus();
  }
  Result<std::vector<std::string>> names = ListDirectory(path);
  if (!names.ok()) return names.status();
  for (const std::string& name : *names) {
    Status removed = RemovePath(JoinPath(path, name));
    if (!removed.ok()) return removed;
  }
  if (::rmdir(path.c_str()) != 0 && errno != ENOENT) {
    return StatusFromErrno(errno, "remove", path);
  }
  return OkStatus();
}

}  // namespace vigie::index
