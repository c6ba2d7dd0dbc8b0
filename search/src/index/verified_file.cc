#include "index/verified_file.h"

#include <sys/mman.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <memory>
#include <mutex>
#include <optional>
#include <system_error>
#include <thread>
#include <utility>

#include "index/checksum.h"
#include "index/file_stamp.h"

namespace vigie::index {
namespace {

constexpr size_t kChunk = 1U << 20;

Status Stopped(const std::string& path) {
  return Status(StatusCode::kCancelled, "reading " + path + " was stopped");
}

// Read, not mapped: a disk error is then a Status and not a signal.
Result<uint32_t> ChecksumOf(const FileDescriptor& file, uint64_t size,
                            const std::string& path,
                            const ReadHook& hook = nullptr) {
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
    if (hook && !hook(part)) return Stopped(path);
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

Status CheckOpened(const FileDescriptor& file, const FileRecord& record,
                   const std::string& path, const ReadHook& hook) {
  Result<uint32_t> crc = ChecksumOf(file, record.bytes, path, hook);
  if (!crc.ok()) return crc.status();
  return *crc == record.crc32c ? OkStatus() : WrongChecksum(path);
}

// Several files being verified by several threads.
class VerifyRun {
 public:
  VerifyRun(const std::string& directory,
            const std::vector<FileRecord>& records,
            const Verification& verification)
      : directory_(directory),
        records_(records),
        verification_(verification),
        opened_(records.size()),
        stamps_(records.size()) {
    if (verification.mode == Verification::Mode::kBootStamp) {
      LoadBootStamp(directory, &VerifiedFiles::OfThisProcess());
    }
    for (const FileRecord& record : records) total_ += record.bytes;
  }

  // Takes files until none is left. Any number of threads may do so.
  void Work() {
    for (size_t i = next_++; i < records_.size(); i = next_++) {
      opened_[i].emplace(Open(i));
    }
  }

  // REQUIRES every Work to have returned.
  Result<std::vector<FileDescriptor>> Finish() {
    std::vector<FileDescriptor> files;
    for (std::optional<Result<FileDescriptor>>& file : opened_) {
      if (!file->ok()) return file->status();
      files.push_back(std::move(**file));
    }
    if (verification_.progress) verification_.progress(total_, total_);
    if (verification_.mode == Verification::Mode::kBootStamp && read_any_) {
      SaveStamps();
    }
    return files;
  }

 private:
  Result<FileDescriptor> Open(size_t i) {
    const FileRecord& record = records_[i];
    const std::string path = JoinPath(directory_, record.path);
    Result<FileDescriptor> file = OpenOfSize(path, record.bytes);
    if (!file.ok()) return file;
    const int64_t begun = FileClockNow();
    Result<FileStamp> stamp = StampOf(*file, path);
    if (!stamp.ok()) return stamp.status();
    VerifiedFiles& verified = VerifiedFiles::OfThisProcess();
    if (verified.Has(*stamp, record.crc32c)) {
      stamps_[i] = *stamp;
      Advance(record.bytes);
      return file;
    }
    read_any_ = true;
    Status checked = CheckOpened(*file, record, path, [this](uint64_t bytes) {
      Advance(bytes);
      return true;
    });
    if (!checked.ok()) return checked;
    if (IsSettled(*stamp, begun)) {
      stamps_[i] = *stamp;
      verified.Add(*stamp, record.crc32c);
    }
    return file;
  }

  void Advance(uint64_t bytes) {
    if (!verification_.progress) return;
    const std::lock_guard<std::mutex> lock(progress_mutex_);
    done_ += bytes;
    if (done_ < total_) verification_.progress(done_, total_);
  }

  void SaveStamps() const {
    std::vector<StampedFile> files;
    for (size_t i = 0; i < records_.size(); ++i) {
      if (stamps_[i]) files.push_back({*stamps_[i], records_[i].crc32c});
    }
    IgnoreError(SaveBootStamp(directory_, files),
                "without it the next process reads everything");
  }

  const std::string& directory_;
  const std::vector<FileRecord>& records_;
  const Verification& verification_;
  std::vector<std::optional<Result<FileDescriptor>>> opened_;
  std::vector<std::optional<FileStamp>> stamps_;  // of settled files
  std::atomic<size_t> next_{0};
  std::atomic<bool> read_any_{false};
  std::mutex progress_mutex_;
  uint64_t done_ = 0;  // guarded by progress_mutex_
  uint64_t total_ = 0;
};

}  // namespace

Result<FileDescriptor> OpenVerified(const std::string& directory,
                                    const FileRecord& record) {
  return OpenChecked(directory, record, nullptr);
}

Result<FileDescriptor> OpenChecked(const std::string& directory,
                                   const FileRecord& record,
                                   const ReadHook& hook) {
  const std::string path = JoinPath(directory, record.path);
  Result<FileDescriptor> file = OpenOfSize(path, record.bytes);
  if (!file.ok()) return file;
  Status checked = CheckOpened(*file, record, path, hook);
  if (!checked.ok()) return checked;
  return file;
}

Status CheckFile(const std::string& directory, const FileRecord& record,
                 const ReadHook& hook) {
  return OpenChecked(directory, record, hook).status();
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
    const std::string& directory, const std::vector<FileRecord>& records,
    const Verification& verification) {
  VerifyRun run(directory, records, verification);
  std::vector<std::thread> threads;
  try {
    for (size_t i = 1; i < ThreadsFor(records.size()); ++i) {
      threads.emplace_back([&run] { run.Work(); });
    }
  } catch (const std::system_error&) {
    // Fewer threads than hoped for: this one does the rest.
  }
  run.Work();
  for (std::thread& thread : threads) thread.join();
  return run.Finish();
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
  mapping.guard_ = MappingGuard(data, size);
  return mapping;
}

Result<MappedFile> MapChecked(const std::string& directory,
                              const FileRecord& record, const ReadHook& hook) {
  const std::string path = JoinPath(directory, record.path);
  Result<FileDescriptor> file = OpenOfSize(path, record.bytes);
  if (!file.ok()) return file.status();
  Result<Mapping> mapping = Mapping::Map(*file, record.bytes, path);
  if (!mapping.ok()) return mapping.status();
  uint32_t crc = 0;
  std::string_view rest = mapping->bytes();
  while (!rest.empty()) {
    const std::string_view part = rest.substr(0, kChunk);
    crc = Crc32c(crc, part.data(), part.size());
    rest.remove_prefix(part.size());
    if (hook && !hook(part.size())) return Stopped(path);
  }
  if (mapping->damaged()) {
    return Status(StatusCode::kDataLoss, path + " cannot be read");
  }
  if (crc != record.crc32c) return WrongChecksum(path);
  return MappedFile{*std::move(file), *std::move(mapping)};
}

Mapping::Mapping(Mapping&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)),
      size_(std::exchange(other.size_, 0)),
      guard_(std::move(other.guard_)) {}

Mapping& Mapping::operator=(Mapping&& other) noexcept {
  std::swap(data_, other.data_);
  std::swap(size_, other.size_);
  std::swap(guard_, other.guard_);
  return *this;
}

Mapping::~Mapping() {
  guard_ = MappingGuard();
  if (data_ != nullptr) ::munmap(const_cast<char*>(data_), size_);
}

}  // namespace vigie::index
