#include "index/mapped_pages.h"

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>

namespace vigie::index {

void ReleasePages(std::string_view mapped) {
  const auto page = static_cast<uintptr_t>(::sysconf(_SC_PAGESIZE));
  const auto begin = reinterpret_cast<uintptr_t>(mapped.data());
  const uintptr_t first = (begin + page - 1) / page * page;
  const uintptr_t last = (begin + mapped.size()) / page * page;
  if (first >= last) return;
  // Advice: nothing depends on it.
  static_cast<void>(
      ::madvise(const_cast<char*>(mapped.data()) + (first - begin),
                last - first, MADV_DONTNEED));
}

void ReleasePagesAround(std::string_view part, std::string_view mapped) {
  constexpr size_t kAround = 64U << 10;
  const auto before = static_cast<size_t>(part.data() - mapped.data());
  const size_t first = before - std::min(before, kAround);
  ReleasePages(mapped.substr(first, before - first + part.size() + kAround));
}

}  // namespace vigie::index
