#include "indexer/folder_watch.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <map>
#include <unordered_map>

namespace vigie::indexer {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr uint32_t kEvents = IN_CLOSE_WRITE | IN_MOVED_TO | IN_MODIFY |
                             IN_CREATE | IN_DELETE | IN_MOVED_FROM |
                             IN_DONT_FOLLOW | IN_EXCL_UNLINK | IN_ONLYDIR;

// What tells that a file is not as it was.
struct Look {
  int64_t size = -1;
  int64_t modified_ns = 0;
  bool operator==(const Look& other) const {
    return size == other.size && modified_ns == other.modified_ns;
  }
};

Look LookAt(const std::string& path) {
  struct stat info {};
  if (lstat(path.c_str(), &info) != 0 || !S_ISREG(info.st_mode)) return {};
  return {info.st_size,
          info.st_mtim.tv_sec * 1'000'000'000LL + info.st_mtim.tv_nsec};
}

struct Pending {
  Clock::time_point due;
  Look look;
};

class InotifyWatch : public FolderWatch {
 public:
  explicit InotifyWatch(const FolderWatchOptions& options)
      : options_(options),
        events_(inotify_init1(IN_CLOEXEC | IN_NONBLOCK)),
        stop_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {}
  ~InotifyWatch() override {
    if (events_ >= 0) close(events_);
    if (stop_ >= 0) close(stop_);
  }
  InotifyWatch(const InotifyWatch&) = delete;
  InotifyWatch& operator=(const InotifyWatch&) = delete;

  // `folder` and those below it. Files that lie in folders which appear later
  // are pending, since their events were before the watch.
  Status Follow(const std::string& folder, bool files_are_new) {
    const int watch = inotify_add_watch(events_, folder.c_str(), kEvents);
    if (watch < 0) {
      if (files_are_new && errno == ENOENT) return OkStatus();  // gone again
      return Status(errno == ENOENT ? StatusCode::kNotFound
                                    : StatusCode::kResourceExhausted,
                    folder + ": " + std::strerror(errno), "UNREADABLE");
    }
    folders_[watch] = folder;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(folder, error)) {
      const std::string name = entry.path().filename().string();
      if (name.empty() || name.front() == '.') continue;
      std::error_code ignored;
      const fs::file_status status = entry.symlink_status(ignored);
      if (fs::is_directory(status)) {
        Status below = Follow(entry.path().string(), files_are_new);
        if (!below.ok()) return below;
      } else if (files_are_new && fs::is_regular_file(status)) {
        Touch(entry.path().string());
      }
    }
    return OkStatus();
  }

  Result<FolderChanges> Wait() override {
    for (;;) {
      FolderChanges changes;
      const Status status = ReadEvents();
      if (!status.ok()) return status;
      changes.files = TakeSettled();
      changes.lost = std::exchange(lost_, false);
      uint64_t stops = 0;
      changes.stopped = read(stop_, &stops, sizeof stops) > 0;
      if (changes.stopped || changes.lost || !changes.files.empty()) {
        return changes;
      }
      std::array<pollfd, 2> files = {
          {{events_, POLLIN, 0}, {stop_, POLLIN, 0}}};
      if (poll(files.data(), files.size(), MillisecondsToWait()) < 0 &&
          errno != EINTR) {
        return Status(StatusCode::kUnavailable, std::strerror(errno));
      }
    }
  }

  void Stop() override {
    const uint64_t one = 1;
    const ssize_t written = write(stop_, &one, sizeof one);
    static_cast<void>(written);  // fails when a stop is already pending
  }

 private:
  Status ReadEvents() {
    alignas(inotify_event) std::array<char, 65'536> buffer;
    for (;;) {
      const ssize_t got = read(events_, buffer.data(), buffer.size());
      if (got < 0 && errno == EINTR) continue;
      if (got <= 0) return OkStatus();  // EAGAIN: no more now
      for (ssize_t at = 0; at < got;) {
        inotify_event event;
        std::memcpy(&event, buffer.data() + at, sizeof event);
        const char* name = buffer.data() + at + sizeof event;
        Status status = ReadEvent(event, event.len > 0 ? name : "");
        if (!status.ok()) return status;
        at += static_cast<ssize_t>(sizeof event + event.len);
      }
    }
  }

  Status ReadEvent(const inotify_event& event, const std::string& name) {
    if ((event.mask & IN_Q_OVERFLOW) != 0) lost_ = true;
    if ((event.mask & IN_IGNORED) != 0) folders_.erase(event.wd);
    const auto folder = folders_.find(event.wd);
    if (folder == folders_.end() || name.empty() || name.front() == '.') {
      return OkStatus();
    }
    const std::string path = folder->second + "/" + name;
    if ((event.mask & IN_ISDIR) != 0) {
      const bool appeared = (event.mask & (IN_CREATE | IN_MOVED_TO)) != 0;
      return appeared ? Follow(path, /*files_are_new=*/true) : OkStatus();
    }
    if ((event.mask & (IN_DELETE | IN_MOVED_FROM)) != 0) {
      pending_.erase(path);
    } else {
      Touch(path);
    }
    return OkStatus();
  }

  void Touch(const std::string& path) {
    const auto found = pending_.find(path);
    if (found == pending_.end() && pending_.size() >= options_.max_pending) {
      lost_ = true;
      return;
    }
    pending_[path] = {Clock::now() + options_.settle, LookAt(path)};
  }

  std::vector<std::string> TakeSettled() {
    std::vector<std::string> settled;
    const Clock::time_point now = Clock::now();
    for (auto it = pending_.begin(); it != pending_.end();) {
      if (it->second.due > now) {
        ++it;
        continue;
      }
      const Look look = LookAt(it->first);
      if (look.size >= 0 && !(look == it->second.look)) {
        it->second = {now + options_.settle, look};  // still being written
        ++it;
        continue;
      }
      if (look.size >= 0) settled.push_back(it->first);
      it = pending_.erase(it);
    }
    return settled;
  }

  int MillisecondsToWait() const {
    if (pending_.empty()) return -1;
    const auto first = std::min_element(pending_.begin(), pending_.end(),
                                        [](const auto& a, const auto& b) {
                                          return a.second.due < b.second.due;
                                        });
    const auto wait = std::chrono::duration_cast<std::chrono::milliseconds>(
        first->second.due - Clock::now());
    return static_cast<int>(std::max<int64_t>(0, wait.count()) + 1);
  }

  const FolderWatchOptions options_;
  const int events_;
  const int stop_;
  std::unordered_map<int, std::string> folders_;  // by watch
  std::map<std::string, Pending> pending_;        // by path
  bool lost_ = false;
};

}  // namespace

Result<std::unique_ptr<FolderWatch>> FolderWatch::Open(
    const std::string& folder, const FolderWatchOptions& options) {
  auto watch = std::make_unique<InotifyWatch>(options);
  const Status status = watch->Follow(folder, /*files_are_new=*/false);
  if (!status.ok()) return status;
  return std::unique_ptr<FolderWatch>(std::move(watch));
}

}  // namespace vigie::indexer
