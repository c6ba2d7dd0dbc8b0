#include "index/mapping_guard.h"

#include <signal.h>  // NOLINT(modernize-deprecated-headers): sigaction
#include <sys/mman.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <cstdint>
#include <mutex>
#include <utility>

namespace vigie::index {
namespace {

// One guarded range; free while `owned` is false. The handler reads it without
// a lock: a range that is being changed has no size.
struct Slot {
  std::atomic<bool> owned{false};
  std::atomic<uintptr_t> begin{0};
  std::atomic<size_t> size{0};
  std::atomic<bool> damaged{false};
};

constexpr int kSlots = 4096;
std::array<Slot, kSlots> g_slots;
struct sigaction g_previous;
uintptr_t g_page_bytes = 0;

// Async-signal-safe: no allocation, no lock.
bool ReplacePage(uintptr_t address) {
  for (Slot& slot : g_slots) {
    const size_t size = slot.size.load(std::memory_order_acquire);
    const uintptr_t begin = slot.begin.load(std::memory_order_relaxed);
    if (size == 0 || address < begin || address - begin >= size) continue;
    const uintptr_t page = address / g_page_bytes * g_page_bytes;
    // NOLINTNEXTLINE(performance-no-int-to-ptr): an address from the kernel.
    if (::mmap(reinterpret_cast<void*>(page), g_page_bytes, PROT_READ,
               MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0) == MAP_FAILED) {
      return false;
    }
    slot.damaged.store(true, std::memory_order_release);
    return true;
  }
  return false;
}

void OnBusError(int signal, siginfo_t* info, void* context) {
  const int saved = errno;
  const bool replaced = ReplacePage(reinterpret_cast<uintptr_t>(info->si_addr));
  errno = saved;
  if (replaced) return;
  if ((g_previous.sa_flags & SA_SIGINFO) != 0) {
    g_previous.sa_sigaction(signal, info, context);
  } else if (g_previous.sa_handler == SIG_DFL ||
             g_previous.sa_handler == SIG_IGN) {
    // Delivered once this returns: the process ends as it would have.
    ::signal(SIGBUS, SIG_DFL);
    ::raise(SIGBUS);
  } else {
    g_previous.sa_handler(signal);
  }
}

void Install() {
  static std::once_flag once;
  std::call_once(once, [] {
    g_page_bytes = static_cast<uintptr_t>(::sysconf(_SC_PAGESIZE));
    struct sigaction action = {};
    action.sa_sigaction = OnBusError;
    action.sa_flags = SA_SIGINFO | SA_ONSTACK;
    sigemptyset(&action.sa_mask);
    sigaction(SIGBUS, &action, &g_previous);
  });
}

}  // namespace

MappingGuard::MappingGuard(const void* data, size_t size) {
  Install();
  for (int i = 0; i < kSlots; ++i) {
    bool owned = false;
    if (!g_slots[i].owned.compare_exchange_strong(owned, true)) continue;
    slot_ = i;
    g_slots[i].damaged.store(false, std::memory_order_relaxed);
    g_slots[i].begin.store(reinterpret_cast<uintptr_t>(data),
                           std::memory_order_relaxed);
    g_slots[i].size.store(size, std::memory_order_release);
    return;
  }
}

MappingGuard::MappingGuard(MappingGuard&& other) noexcept
    : slot_(std::exchange(other.slot_, kNone)) {}

MappingGuard& MappingGuard::operator=(MappingGuard&& other) noexcept {
  std::swap(slot_, other.slot_);
  return *this;
}

MappingGuard::~MappingGuard() {
  if (slot_ == kNone) return;
  g_slots[slot_].size.store(0, std::memory_order_release);
  g_slots[slot_].owned.store(false, std::memory_order_release);
}

bool MappingGuard::damaged() const {
  return slot_ != kNone &&
         g_slots[slot_].damaged.load(std::memory_order_acquire);
}

}  // namespace vigie::index
