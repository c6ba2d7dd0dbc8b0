// State of the shim: which descriptors are of the recorded directory, the log,
// and whether an operation is to fail. Every call holds the shim's mutex, so
// that the log has the order of the operations.
#ifndef VIGIE_TESTS_FAULT_PRELOAD_SHIM_H_
#define VIGIE_TESTS_FAULT_PRELOAD_SHIM_H_

#include <sys/types.h>

#include <cstddef>
#include <cstdint>
#include <mutex>

#include "tests/fault/preload/record.h"

namespace vigie::fault {

// What an operation that could fail is to do.
enum class Fate : uint8_t { kSucceed, kTorn, kNoSpace, kShort };

class Shim {
 public:
  static Shim& Get();

  std::mutex& mutex() { return mutex_; }

  // The path relative to the root, or null when it lies elsewhere.
  const char* Inside(const char* path) const;

  // The handle behind a descriptor; 0: none of ours.
  uint32_t HandleOf(int fd) const;
  void Opened(int fd, const char* relative, int flags);
  void Duplicated(int from, int to);
  void Closed(int fd);

  bool IsMark(int fd) const { return fd >= 0 && fd == mark_fd_; }

  void Log(RecordKind kind, uint32_t handle, uint64_t offset, const char* path,
           const void* data, size_t size);

  // Counts one operation that could fail.
  Fate NextFate();

 private:
  Shim();
  static constexpr int kDescriptors = 65'536;

  std::mutex mutex_;
  const char* root_ = nullptr;
  size_t root_size_ = 0;
  int log_fd_ = -1;
  int mark_fd_ = -1;
  uint64_t* counter_ = nullptr;
  uint64_t operations_ = 0;
  uint64_t fail_from_ = 0;
  uint64_t fail_to_ = 0;
  Fate fate_ = Fate::kSucceed;
  uint32_t next_handle_ = 1;
  uint32_t handles_[kDescriptors] = {};
};

}  // namespace vigie::fault

#endif  // VIGIE_TESTS_FAULT_PRELOAD_SHIM_H_
