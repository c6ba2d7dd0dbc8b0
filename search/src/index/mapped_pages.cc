#include "index/mapped_pages.h"

#include <sys/mman.h>
#include <unistd.h>

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

}  // namespace vigie::index
