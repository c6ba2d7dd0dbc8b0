// What is the same in every revision that has a segment: its files, mapped, and
// what was read of them when they were opened.
#ifndef VIGIE_INDEX_SEGMENT_CONTENTS_H_
#define VIGIE_INDEX_SEGMENT_CONTENTS_H_

#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>

#include "index/attribute_rows.h"
#include "index/columns.h"
#include "index/file_io.h"
#include "index/posting_reader.h"
#include "index/verified_file.h"

namespace vigie::index {

struct SegmentContents {
  SegmentContents(MappedFile database_file, MappedFile columns_file,
                  Columns read_columns, const PostingReader& reader)
      : database(std::move(database_file)),
        columns_bytes(std::move(columns_file)),
        columns(std::move(read_columns)),
        postings(reader) {}

  // True once a page of the files could not be read.
  bool damaged() const {
    return database.mapping.damaged() || columns_bytes.mapping.damaged();
  }

  const MappedFile database;
  const MappedFile columns_bytes;
  const Columns columns;         // views of columns_bytes
  const PostingReader postings;  // views of both
  mutable AttributeRowsByName attribute_rows;
  mutable std::mutex opening;             // of the database
  mutable std::atomic<uint32_t> read{0};  // since pages were given back
};

using SegmentContentsPtr = std::shared_ptr<const SegmentContents>;

// Contents that some segment holds, by their files: a revision that has them
// too need not map and read them again. Thread-safe.
class HeldContents {
 public:
  // A file by where it is and what was verified of it.
  struct File {
    uint64_t device = 0;
    uint64_t inode = 0;
    uint64_t bytes = 0;
    uint32_t crc32c = 0;
    friend bool operator<(const File& a, const File& b);
  };
  struct Files {
    File database;
    File columns;
    friend bool operator<(const Files& a, const Files& b);
  };
  // Nothing: the system cannot tell.
  static std::optional<Files> FilesOf(const FileDescriptor& database,
                                      uint32_t database_crc32c,
                                      const FileDescriptor& columns,
                                      uint32_t columns_crc32c);

  // Null: none, or damaged.
  SegmentContentsPtr Find(const Files& files) const;
  void Hold(const Files& files, const SegmentContentsPtr& contents);

  static HeldContents& OfThisProcess();

 private:
  mutable std::mutex mutex_;
  // Guarded by mutex_.
  std::map<Files, std::weak_ptr<const SegmentContents>> held_;
};

}  // namespace vigie::index

#endif  // VIGIE_INDEX_SEGMENT_CONTENTS_H_
