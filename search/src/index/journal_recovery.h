// Reading a journal back: what was acknowledged, what a crash left unfinished,
// and what is damaged.
#ifndef VIGIE_INDEX_JOURNAL_RECOVERY_H_
#define VIGIE_INDEX_JOURNAL_RECOVERY_H_

#include <cstdint>
#include <string>
#include <vector>

#include "index/journal_format.h"
#include "vigie/status.h"

namespace vigie::index {

struct RecoveredJournal {
  // Beyond the applied sequence, in sequence.
  std::vector<JournalRecord> records;
  uint64_t last_sequence = 0;  // the applied one when there are no records
  // Of a write that was under way when the writer died: never acknowledged.
  uint64_t torn_bytes = 0;
};

// Reads INDEX/journal, of the revision that has applied that sequence. Changes
// nothing. A frame that does not hold is a torn tail when it lies in the last
// file, after everything that a later mark proves to have been durable, and
// the file is not sealed. DATA_LOSS names file and byte of any other, or the
// file that is missing. O(bytes).
Result<RecoveredJournal> ReadJournal(const std::string& index_directory,
                                     uint64_t applied_sequence);

// Checks one file up to `end`, where a frame must end. DATA_LOSS.
Status VerifyJournalFile(const std::string& path, uint64_t first_sequence,
                         uint64_t end);

// Removes every file of the journal. REQUIRES the writer's lock, and that all
// is applied.
Status RemoveJournal(const std::string& index_directory);

}  // namespace vigie::index

#endif  // VIGIE_INDEX_JOURNAL_RECOVERY_H_
