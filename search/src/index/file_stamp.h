// Telling whether a file is still what it was when its checksum was verified.
#ifndef VIGIE_INDEX_FILE_STAMP_H_
#define VIGIE_INDEX_FILE_STAMP_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "index/file_io.h"
#include "vigie/status.h"

namespace vigie::index {

// Who a file is and when it last changed, as the kernel says. Times are
// nanoseconds since 1970.
struct FileStamp {
  uint64_t device = 0;
  uint64_t inode = 0;
  uint64_t bytes = 0;
  int64_t modified_ns = 0;
  int64_t changed_ns = 0;
  friend bool operator==(const FileStamp& a, const FileStamp& b) {
    return a.device == b.device && a.inode == b.inode && a.bytes == b.bytes &&
           a.modified_ns == b.modified_ns && a.changed_ns == b.changed_ns;
  }
};

Result<FileStamp> StampOf(const FileDescriptor& file, const std::string& path);

// Now, on the clock that stamps files.
int64_t FileClockNow();

// True when a change after `read_ns` is sure to change the stamp: the kernel's
// file clock has ticked since the file was last changed.
bool IsSettled(const FileStamp& stamp, int64_t read_ns);

// Files whose CRC32C was found right, by stamp. Thread-safe. At kMostFiles it
// forgets the half that was asked for longest ago: a server that writes meets
// new files for as long as it runs.
class VerifiedFiles {
 public:
  static constexpr size_t kMostFiles = 1'024;

  bool Has(const FileStamp& stamp, uint32_t crc32c) const;
  void Add(const FileStamp& stamp, uint32_t crc32c);

  // Those of this process. A file changes its stamp with any write to it; what
  // a disk does to its bytes is for the scrubber to find.
  static VerifiedFiles& OfThisProcess();

 private:
  using Key = std::pair<uint64_t, uint64_t>;  // device, inode
  struct Entry {
    FileStamp stamp;
    uint32_t crc32c = 0;
    mutable uint64_t used = 0;  // of clock_, when last asked for
  };
  void ForgetOldHalf();  // REQUIRES mutex_ held

  mutable std::mutex mutex_;
  std::map<Key, Entry> files_;  // guarded by mutex_, as clock_
  mutable uint64_t clock_ = 0;
};

// Reads DIRECTORY/boot-stamp into `files`: what was verified since this
// machine started. Nothing when the file is absent, damaged or of an earlier
// start.
void LoadBootStamp(const std::string& directory, VerifiedFiles* files);

struct StampedFile {
  FileStamp stamp;
  uint32_t crc32c = 0;
};
// Replaces DIRECTORY/boot-stamp.
Status SaveBootStamp(const std::string& directory,
                     const std::vector<StampedFile>& files);

}  // namespace vigie::index

#endif  // VIGIE_INDEX_FILE_STAMP_H_
