#include "tests/fault/preload/shim.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>

namespace vigie::fault {
namespace {

uint64_t Number(const char* variable, uint64_t absent) {
  const char* text = std::getenv(variable);
  return text == nullptr ? absent : std::strtoull(text, nullptr, 10);
}

int RawOpen(const char* path, int flags) {
  return static_cast<int>(
      ::syscall(SYS_openat, AT_FDCWD, path, flags | O_CLOEXEC, 0600));
}

Fate FateNamed(const char* name) {
  if (name == nullptr) return Fate::kSucceed;
  if (std::strcmp(name, "enospc") == 0) return Fate::kNoSpace;
  return std::strcmp(name, "short") == 0 ? Fate::kShort : Fate::kTorn;
}

}  // namespace

Shim& Shim::Get() {
  static auto* const shim = new Shim();  // outlives every destructor
  return *shim;
}

Shim::Shim() {
  root_ = std::getenv(kRootVariable);
  if (root_ != nullptr) root_size_ = std::strlen(root_);
  if (const char* log = std::getenv(kLogVariable)) {
    log_fd_ = RawOpen(log, O_WRONLY | O_CREAT | O_APPEND);
  }
  mark_fd_ = static_cast<int>(Number(kMarkVariable, UINT64_MAX));
  if (const char* counter = std::getenv(kCounterVariable)) {
    const int fd = RawOpen(counter, O_RDWR);
    void* mapped =
        ::mmap(nullptr, 8, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (mapped != MAP_FAILED) counter_ = static_cast<uint64_t*>(mapped);
  }
  fail_from_ = Number(kAtVariable, UINT64_MAX);
  fail_to_ = fail_from_ + Number(kSpanVariable, 1);
  fate_ = FateNamed(std::getenv(kKindVariable));
}

const char* Shim::Inside(const char* path) const {
  if (root_ == nullptr || path == nullptr) return nullptr;
  if (std::strncmp(path, root_, root_size_) != 0) return nullptr;
  if (path[root_size_] == '\0') return path + root_size_;
  return path[root_size_] == '/' ? path + root_size_ + 1 : nullptr;
}

uint32_t Shim::HandleOf(int fd) const {
  return fd >= 0 && fd < kDescriptors ? handles_[fd] : 0;
}

void Shim::Opened(int fd, const char* relative, int flags) {
  if (fd < 0 || fd >= kDescriptors) return;
  handles_[fd] = next_handle_++;
  Log(RecordKind::kOpen, handles_[fd], static_cast<uint32_t>(flags), relative,
      nullptr, 0);
}

void Shim::Duplicated(int from, int to) {
  if (to >= 0 && to < kDescriptors) handles_[to] = HandleOf(from);
}

void Shim::Closed(int fd) {
  if (fd >= 0 && fd < kDescriptors) handles_[fd] = 0;
}

void Shim::Log(RecordKind kind, uint32_t handle, uint64_t offset,
               const char* path, const void* data, size_t size) {
  if (log_fd_ < 0) return;
  RecordHeader header;
  header.kind = kind;
  header.handle = handle;
  header.offset = offset;
  header.path_bytes =
      path == nullptr ? 0 : static_cast<uint32_t>(std::strlen(path));
  header.data_bytes = static_cast<uint32_t>(size);
  const iovec parts[] = {
      {&header, sizeof(header)},
      {const_cast<char*>(path), header.path_bytes},
      {const_cast<void*>(data), size},
  };
  const long put = ::syscall(SYS_writev, log_fd_, parts, 3);
  if (put != static_cast<long>(sizeof(header) + header.path_bytes + size)) {
    std::abort();
  }
}

Fate Shim::NextFate() {
  ++operations_;
  if (counter_ != nullptr) *counter_ = operations_;
  const bool fails = operations_ >= fail_from_ && operations_ < fail_to_;
  return fails ? fate_ : Fate::kSucceed;
}

}  // namespace vigie::fault
