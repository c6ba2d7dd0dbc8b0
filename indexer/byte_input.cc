#include "indexer/byte_input.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace vigie::indexer {
namespace {

constexpr char kUnreadable[] = "UNREADABLE";

class FileInput : public ByteInput {
 public:
  explicit FileInput(const std::string& path) {
    if (path == "-") {
      descriptor_ = STDIN_FILENO;
      return;
    }
    // Not blocking, so that a pipe is refused instead of waited for.
    descriptor_ = open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    struct stat info {};
    if (descriptor_ < 0 || fstat(descriptor_, &info) != 0) {
      status_ = Status(
          errno == ENOENT ? StatusCode::kNotFound : StatusCode::kUnavailable,
          std::strerror(errno), kUnreadable);
    } else if (!S_ISREG(info.st_mode)) {
      status_ = Status(StatusCode::kInvalidArgument, "not a regular file",
                       kUnreadable);
    } else {
      size_ = static_cast<uint64_t>(info.st_size);
    }
  }
  ~FileInput() override {
    if (descriptor_ > STDIN_FILENO) close(descriptor_);
  }
  FileInput(const FileInput&) = delete;
  FileInput& operator=(const FileInput&) = delete;

  size_t Read(char* buffer, size_t size) override {
    if (!status_.ok()) return 0;
    ssize_t got = -1;
    do {
      got = read(descriptor_, buffer, size);
    } while (got < 0 && errno == EINTR);
    if (got < 0) {
      status_ =
          Status(StatusCode::kUnavailable, std::strerror(errno), kUnreadable);
      return 0;
    }
    consumed_ += static_cast<uint64_t>(got);
    return static_cast<size_t>(got);
  }
  const Status& status() const override { return status_; }
  bool SeekTo(uint64_t offset) override {
    return size_ > 0 &&
           lseek(descriptor_, static_cast<off_t>(offset), SEEK_SET) >= 0;
  }
  uint64_t size() const override { return size_; }
  // What is read again, as zip archives with overlapping members make us do,
  // counts once.
  uint64_t consumed() const override {
    return size_ > 0 ? std::min(consumed_, size_) : consumed_;
  }

 private:
  int descriptor_ = -1;
  uint64_t size_ = 0;
  Status status_;
  uint64_t consumed_ = 0;
};

// `bytes` first, then what `rest` (may be null) has.
class MemoryInput : public ByteInput {
 public:
  MemoryInput(std::string bytes, std::unique_ptr<ByteInput> rest)
      : bytes_(std::move(bytes)), rest_(std::move(rest)) {}

  size_t Read(char* buffer, size_t size) override {
    const size_t got = std::min(size, bytes_.size() - position_);
    if (got == 0) return rest_ == nullptr ? 0 : rest_->Read(buffer, size);
    std::memcpy(buffer, bytes_.data() + position_, got);
    position_ += got;
    return got;
  }
  const Status& status() const override {
    return rest_ != nullptr && position_ == bytes_.size() ? rest_->status()
                                                          : ok_;
  }
  bool SeekTo(uint64_t offset) override {
    if (rest_ != nullptr || offset > bytes_.size()) return false;
    position_ = static_cast<size_t>(offset);
    return true;
  }
  uint64_t size() const override {
    return rest_ == nullptr ? bytes_.size() : 0;
  }
  uint64_t consumed() const override {
    return rest_ == nullptr ? position_ : rest_->consumed();
  }

 private:
  const std::string bytes_;
  const std::unique_ptr<ByteInput> rest_;
  size_t position_ = 0;
  const Status ok_;
};

}  // namespace

bool ByteInput::SeekTo(uint64_t /*offset*/) { return false; }
uint64_t ByteInput::size() const { return 0; }

std::unique_ptr<ByteInput> OpenFile(const std::string& path) {
  return std::make_unique<FileInput>(path);
}

std::unique_ptr<ByteInput> OpenMemory(std::string bytes) {
  return std::make_unique<MemoryInput>(std::move(bytes), nullptr);
}

std::unique_ptr<ByteInput> PeekHead(std::unique_ptr<ByteInput> input,
                                    size_t size, std::string* head) {
  head->resize(size);
  size_t filled = 0;
  while (filled < size) {
    const size_t got = input->Read(head->data() + filled, size - filled);
    if (got == 0) break;
    filled += got;
  }
  head->resize(filled);
  return std::make_unique<MemoryInput>(*head, std::move(input));
}

Result<std::string> ReadAll(ByteInput* input, uint64_t limit) {
  constexpr size_t kStep = 1U << 16;
  std::string bytes;
  for (;;) {
    const size_t filled = bytes.size();
    bytes.resize(filled + kStep);
    const size_t got = input->Read(bytes.data() + filled, kStep);
    bytes.resize(filled + got);
    if (got == 0) break;
    if (bytes.size() > limit) {
      return Status(StatusCode::kInvalidArgument,
                    "there are more than " + std::to_string(limit) + " bytes",
                    "TOO_LARGE");
    }
  }
  if (!input->status().ok()) return input->status();
  return bytes;
}

}  // namespace vigie::indexer
