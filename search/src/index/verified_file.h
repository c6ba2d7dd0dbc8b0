// Opening files of an index: nothing is read before its checksum is verified.
#ifndef VIGIE_INDEX_VERIFIED_FILE_H_
#define VIGIE_INDEX_VERIFIED_FILE_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "index/file_io.h"
#include "index/manifest.h"
#include "index/mapping_guard.h"
#include "vigie/status.h"

namespace vigie::index {

// What is read of an index before it is opened.
struct Verification {
  enum class Mode : uint8_t {
    kFull,       // every file, once per process
    kBootStamp,  // not what was verified since this machine started
  };
  Mode mode = Mode::kFull;
  // Told of bytes verified so far and in all, now and then, by one thread at a
  // time; the last call has both equal.
  std::function<void(uint64_t done, uint64_t total)> progress;
};

// Opens DIRECTORY/record.path and reads all of it. DATA_LOSS names the file
// when it is missing, or its size or CRC32C differ from the record's. What is
// verified is what the descriptor gives, whatever happens to the name.
Result<FileDescriptor> OpenVerified(const std::string& directory,
                                    const FileRecord& record);

// The same for several files, on as many threads as the machine has; in the
// order of `records`. On errors, the first in that order. A file that this
// process has verified and that has not changed since is not read again.
Result<std::vector<FileDescriptor>> OpenAllVerified(
    const std::string& directory, const std::vector<FileRecord>& records,
    const Verification& verification);

// Told of every chunk that was read, in bytes; false stops (CANCELLED).
using ReadHook = std::function<bool(uint64_t bytes)>;

// OpenVerified, told of its reading, whatever was verified before.
Result<FileDescriptor> OpenChecked(const std::string& directory,
                                   const FileRecord& record,
                                   const ReadHook& hook);

// The same of a file that is not needed open.
Status CheckFile(const std::string& directory, const FileRecord& record,
                 const ReadHook& hook);

// The bytes of a small file, verified as they were read.
Result<std::string> ReadVerified(const std::string& directory,
                                 const FileRecord& record);

// The record of a file just written, from what reading it gives.
Result<FileRecord> MeasureFile(const std::string& directory,
                               const std::string& relative_path);

// A read-only shared mapping of a whole file. Movable; unmapped at the end.
class Mapping {
 public:
  static Result<Mapping> Map(const FileDescriptor& file, uint64_t size,
                             const std::string& path);
  Mapping() = default;
  Mapping(Mapping&& other) noexcept;
  Mapping& operator=(Mapping&& other) noexcept;
  ~Mapping();

  std::string_view bytes() const { return {data_, size_}; }
  // True once a page could not be read and gives zeros instead: the file was
  // cut, or the disk fails.
  bool damaged() const { return guard_.damaged(); }

 private:
  const char* data_ = nullptr;
  size_t size_ = 0;
  MappingGuard guard_;
};

// A file and its bytes.
struct MappedFile {
  FileDescriptor file;
  Mapping mapping;
};

// As OpenChecked, of the bytes of a mapping, which is handed on: none is
// copied. DATA_LOSS too when pages cannot be read.
Result<MappedFile> MapChecked(const std::string& directory,
                              const FileRecord& record, const ReadHook& hook);

}  // namespace vigie::index

#endif  // VIGIE_INDEX_VERIFIED_FILE_H_
