#include "index/bit_count.h"

#include "text/processor.h"

namespace vigie::index {
namespace {

// Inlined into functions for several processors.
[[gnu::always_inline]] inline uint64_t Count(const uint64_t* words,
                                             size_t size) {
  uint64_t count = 0;
  for (size_t i = 0; i < size; ++i) {
    count += static_cast<uint64_t>(__builtin_popcountll(words[i]));
  }
  return count;
}

#if defined(__x86_64__)
[[gnu::target("popcnt")]]
#endif
uint64_t
CountFast(const uint64_t* words, size_t size) {
  return Count(words, size);
}

}  // namespace

uint64_t CountBits(const uint64_t* words, size_t size) {
  return text::HasPopCount() ? CountFast(words, size) : Count(words, size);
}

}  // namespace vigie::index
