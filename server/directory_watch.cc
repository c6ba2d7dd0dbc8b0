#include "server/directory_watch.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <array>
#include <cstdint>
#include <cstring>
#include <utility>

namespace vigie::server {

DirectoryWatch::DirectoryWatch(std::string directory, std::string file)
    : directory_(std::move(directory)),
      file_(std::move(file)),
      inotify_(inotify_init1(IN_CLOEXEC | IN_NONBLOCK)),
      stop_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
  Rewatch();
}

DirectoryWatch::~DirectoryWatch() {
  if (inotify_ >= 0) close(inotify_);
  if (stop_ >= 0) close(stop_);
}

void DirectoryWatch::Rewatch() {
  if (inotify_ < 0 || watch_ >= 0) return;
  watch_ = inotify_add_watch(
      inotify_, directory_.c_str(),
      IN_MOVED_TO | IN_CLOSE_WRITE | IN_DELETE_SELF | IN_MOVE_SELF);
}

bool DirectoryWatch::ReadEvents() {
  alignas(inotify_event) std::array<char, 4096> buffer;
  bool changed = false;
  for (;;) {
    const ssize_t size = read(inotify_, buffer.data(), buffer.size());
    if (size <= 0) return changed;
    for (ssize_t at = 0; at < size;) {
      inotify_event event;
      std::memcpy(&event, buffer.data() + at, sizeof event);
      const char* name = buffer.data() + at + sizeof event;
      if (event.len > 0 && file_ == name) changed = true;
      if ((event.mask & IN_Q_OVERFLOW) != 0) changed = true;
      if ((event.mask & (IN_IGNORED | IN_DELETE_SELF | IN_MOVE_SELF)) != 0 &&
          event.wd == watch_) {
        inotify_rm_watch(inotify_, watch_);
        watch_ = -1;
        changed = true;
      }
      at += static_cast<ssize_t>(sizeof event + event.len);
    }
  }
}

DirectoryWatch::Event DirectoryWatch::Wait(int timeout_ms) {
  Rewatch();
  std::array<pollfd, 2> waits = {{{stop_, POLLIN, 0}, {inotify_, POLLIN, 0}}};
  const int ready = poll(waits.data(), waits.size(), timeout_ms);
  if ((waits[0].revents & POLLIN) != 0) return Event::kStopped;
  if (ready > 0 && (waits[1].revents & POLLIN) != 0 && ReadEvents()) {
    return Event::kChanged;
  }
  return Event::kTimeout;
}

void DirectoryWatch::Stop() {
  const uint64_t one = 1;
  // Fails only when the counter is full, that is, when it is set already.
  [[maybe_unused]] const ssize_t written = write(stop_, &one, sizeof one);
}

}  // namespace vigie::server
