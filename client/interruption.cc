#include "client/interruption.h"

#include <unistd.h>

#include <array>
#include <atomic>
#include <csignal>
#include <cstdio>
#include <cstring>

namespace vigie::client {
namespace {

constexpr size_t kPaths = 4;
constexpr size_t kPathBytes = 200;
constexpr std::array<int, 3> kSignals = {SIGINT, SIGTERM, SIGHUP};

// Plain memory: a signal handler may call neither malloc nor a destructor.
struct Leftovers {
  std::atomic<bool> used{false};
  pid_t child = 0;
  std::array<std::array<char, kPathBytes + 1>, kPaths> paths{};
};
std::array<Leftovers, 2> slots;

void CleanUp(int signal) {
  for (const Leftovers& left : slots) {
    if (!left.used) continue;
    for (const auto& path : left.paths) {
      if (path[0] != '\0' && unlink(path.data()) != 0) rmdir(path.data());
    }
    // Last, so that no other thread has time to complain of it.
    if (left.child > 0) kill(left.child, SIGTERM);
  }
  std::signal(signal, SIG_DFL);
  raise(signal);
}

void Handle(void (*handler)(int)) {
  for (const int signal : kSignals) std::signal(signal, handler);
}

}  // namespace

Interruption::Interruption(pid_t child,
                           std::initializer_list<std::string> paths) {
  for (size_t i = 0; i < slots.size() && slot_ < 0; ++i) {
    if (!slots[i].used) slot_ = static_cast<int>(i);
  }
  if (slot_ < 0) return;
  Leftovers& left = slots[static_cast<size_t>(slot_)];
  left.child = child;
  size_t n = 0;
  for (const std::string& path : paths) {
    if (n == kPaths || path.size() > kPathBytes) continue;
    std::memcpy(left.paths[n++].data(), path.c_str(), path.size() + 1);
  }
  left.used = true;
  Handle(CleanUp);
}

Interruption::~Interruption() {
  if (slot_ < 0) return;
  Leftovers& left = slots[static_cast<size_t>(slot_)];
  left.used = false;
  for (auto& path : left.paths) path[0] = '\0';
  for (const Leftovers& other : slots) {
    if (other.used) return;
  }
  Handle(SIG_DFL);
}

}  // namespace vigie::client
