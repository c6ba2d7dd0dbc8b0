#include "index/verified_file.h"

#include <sys/mman.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <memory>
#include <optional>
#include <system_error>
#include <thread>
#include <utility>

#include "index/checksum.h"

namespace vigie::index {
namespace {

constexpr size_t kChunk = 1U << 20;

// Read, not mapped: a disk error is then a Status and not a signal.
Result<uint32_t> ChecksumOf(const FileDescriptor& file, uint64_t size,
                            const std::string& path) {
  const auto chunk_bytes =
      static_cast<size_t>(std::min<uint64_t>(size, kChunk));
  const auto chunk = std::make_unique<char[]>(chunk_bytes);
  uint32_t crc = 0;
  for (uint64_t at = 0; at < size;) {
    const auto part =
        static_cast<size_t>(std::min<uint64_t>(size - at, chunk_bytes));
    Status read = ReadAt(file, at, chunk.get(), part, path);
    if (!read.ok()) return read;
    crc = Crc32c(crc, chunk.get(), part);
    at += part;
  }
  return crc;
}

size_t ThreadsFor(size_t files) {
  const size_t cores = std::max(1U, std::thread::hardware_concurrency());
  return std::min(files, cores);
}

Status WrongChecksum(const std::string& path) {
  return Status(StatusCode::kDataLoss, path + " does not match its checksum");
}

// The file, found to have the size that the manifest says.
Result<FileDescriptor> OpenOfSize(const std::string& path, uint64_t bytes) {
  Result<FileDescriptor> file = OpenForReading(path);
  if (!file.ok()) {
    if (file.status().code() != StatusCode::kNotFound) return file.status();
    return Status(StatusCode::kDataLoss, path + " is missing");
  }
  Result<uint64_t> size = FileSize(*file, path);
  if (!size.ok()) return size.status();
  if (*size != bytes) {
    return Status(StatusCode::kDataLoss,
                  path + " has " + std::to_string(*size) +
                      " bytes, the manifest says " + std::to_string(bytes));
  }
  return file;
}

}  // namespace

Result<FileDescriptor> OpenVerified(const std::string& directory,
                                    const FileRecord& record) {
  const std::string path = JoinPath(directory, record.path);
  Result<FileDescriptor> file = OpenOfSize(path, record.bytes);
  if (!file.ok()) return file;
  Result<uint32_t> crc = ChecksumOf(*file, record.bytes, path);
  if (!crc.ok()) return crc.status();
  if (*crc != record.crc32c) return WrongChecksum(path);
  return file;
}

Result<std::string> ReadVerified(const std::string& directory,
                                 const FileRecord& record) {
  const std::string path = JoinPath(directory, record.path);
  Result<FileDescriptor> file = OpenOfSize(path, record.bytes);
  if (!file.ok()) return file.status();
  std::string bytes(record.bytes, '\0');
  Status read = ReadAt(*file, 0, bytes.data(), bytes.size(), path);
  if (!read.ok()) return read;
  if (Crc32c(0, bytes.data(), bytes.size()) != record.crc32c) {
    return WrongChecksum(path);
  }
  return bytes;
}

Result<std::vector<FileDescriptor>> OpenAllVerified(
    const std::string& directory, const std::vector<FileRecord>& records) {
  std::vector<std::optional<Result<FileDescriptor>>> opened(records.size());
  std::atomic<size_t> next{0};
  const auto work = [&] {
    for (size_t i = next++; i < records.size(); i = next++) {
      opened[i].emplace(OpenVerified(directory, records[i]));
    }
  };
  std::vector<std::thread> threads;
  try {
    for (size_t i = 1; i < ThreadsFor(records.size()); ++i) {
      threads.emplace_back(work);
    }
  } catch (const std::system_error&) {
    // Fewer threads than hoped for: this one does the rest.
  }
  work();
  for (std::thread& thread : threads) thread.join();

  std::vector<FileDescriptor> files;
  for (std::optional<Result<FileDescriptor>>& file : opened) {
    if (!file->ok()) return file->status();
    files.push_back(std::move(**file));
  }
  return files;
}

Result<FileRecord> MeasureFile(const std::string& directory,
                               const std::string& relative_path) {
  const std::string path = JoinPath(directory, relative_path);
  Result<FileDescriptor> file = OpenForReading(path);
  if (!file.ok()) return file.status();
  Result<uint64_t> size = FileSize(*file, path);
  if (!size.ok()) return size.status();
  Result<uint32_t> crc = ChecksumOf(*file, *size, path);
  if (!crc.ok()) return crc.status();
  return FileRecord{relative_path, *size, *crc};
}

Result<Mapping> Mapping::Map(const FileDescriptor& file, uint64_t size,
                             const std::string& path) {
  Mapping mapping;
  if (size == 0) return mapping;
  void* data = ::mmap(nullptr, size, PROT_READ, MAP_SHARED, file.get(), 0);
  if (data == MAP_FAILED) return StatusFromErrno(errno, "map", path);
  mapping.data_ = static_cast<const char*>(data);
  mapping.size_ = size;
  return mapping;
}

Mapping::Mapping(Mapping&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)),
      size_(std::exchange(other.size_, 0)) {}

Mapping& Mapping::operator=(Mapping&& other) noexcept {
  std::swap(data_, other.data_);
  std::swap(size_, other.size_);
  return *this;
}

Mapping::~Mapping() {
  if (data_ != nullptr) ::munmap(const_cast<char*>(data_), size_);
}

}  // namespace vigie::index
