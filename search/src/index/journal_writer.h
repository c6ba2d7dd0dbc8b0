// Appending to the journal: groups of records, each durable before the next.
#ifndef VIGIE_INDEX_JOURNAL_WRITER_H_
#define VIGIE_INDEX_JOURNAL_WRITER_H_

#include <cstdint>
#include <string>
#include <vector>

#include "index/file_io.h"
#include "index/journal_format.h"
#include "index/journal_watermark.h"
#include "vigie/status.h"

namespace vigie::index {

// Not thread-safe. REQUIRES an empty journal at first: what an earlier writer
// left is applied and removed before.
class JournalWriter {
 public:
  // A file is closed by the group that takes it beyond `file_bytes`.
  JournalWriter(const std::string& index_directory, uint64_t applied_sequence,
                uint64_t file_bytes);

  // Writes one group and syncs it. On errors nothing of it counts, and every
  // further call fails with the same error until Recover is OK. REQUIRES
  // records that begin at next_sequence() and rise by one.
  Status Append(const std::vector<JournalRecord>& records);

  uint64_t next_sequence() const { return next_sequence_; }
  uint64_t bytes_written() const { return bytes_written_; }
  const Status& failure() const { return failure_; }

  // After a full disk: checks what is durable of the file that could not be
  // written and goes on in a new one; a failed fsync is not tried again.
  // Other failures stay.
  Status Recover();

  // The next group begins a new file.
  void CloseFile();

  // Removes the closed files whose records all are applied; with
  // `including_open`, the open one too.
  Status RemoveApplied(uint64_t applied_sequence, bool including_open);

  // Ends the open file: no byte can be lost from it unnoticed.
  Status Seal();

 private:
  struct ClosedFile {
    uint64_t first_sequence = 0;
    uint64_t last_sequence = 0;
  };

  std::string PathOf(uint64_t first_sequence) const;
  Status Open();
  Status WriteAndSync(const std::string& bytes);

  std::string directory_;
  uint64_t file_bytes_;
  uint64_t next_sequence_;
  uint64_t bytes_written_ = 0;
  FileDescriptor file_;          // invalid: the next group makes one
  JournalHeader header_;         // of the open file
  uint64_t durable_end_ = 0;     // of the open file
  uint64_t previous_first_ = 0;  // what the next file comes after
  uint64_t previous_end_ = 0;
  WatermarkWriter watermark_;
  std::vector<ClosedFile> closed_;
  Status failure_;
};

}  // namespace vigie::index

#endif  // VIGIE_INDEX_JOURNAL_WRITER_H_
