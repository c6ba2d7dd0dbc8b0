// Keeps a mapped file that is cut, or that the disk no longer gives, from
// ending the process.
#ifndef VIGIE_INDEX_MAPPING_GUARD_H_
#define VIGIE_INDEX_MAPPING_GUARD_H_

#include <cstddef>

namespace vigie::index {

// While it lives, a page of [data, data + size) that cannot be read (SIGBUS)
// is replaced by one of zeros, for good, and the guard says so. The first guard
// of the process installs a handler for SIGBUS, which hands other faults to the
// one before it. Beyond some thousands at a time, guards do nothing. Whoever
// reads a guarded mapping must stay inside of it whatever the bytes become.
// Thread-safe.
class MappingGuard {
 public:
  MappingGuard() = default;
  MappingGuard(const void* data, size_t size);
  MappingGuard(MappingGuard&& other) noexcept;
  MappingGuard& operator=(MappingGuard&& other) noexcept;
  ~MappingGuard();

  // True once a page was replaced.
  bool damaged() const;

 private:
  static constexpr int kNone = -1;
  int slot_ = kNone;
};

}  // namespace vigie::index

#endif  // VIGIE_INDEX_MAPPING_GUARD_H_
