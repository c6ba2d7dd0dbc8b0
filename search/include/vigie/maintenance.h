// Looking after an index directory: checking it, copying it, building it anew.
//
// All functions may run beside readers and, where they do not say otherwise,
// beside a writer in any process. Thread-safe.
#ifndef VIGIE_MAINTENANCE_H_
#define VIGIE_MAINTENANCE_H_

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "vigie/export.h"
#include "vigie/status.h"

namespace vigie {

// Bytes or articles done so far and in all; called by one thread at a time.
using ProgressCallback = std::function<void(uint64_t done, uint64_t total)>;

// Something wrong with one file of an index.
struct FileFault {
  std::string file;  // relative to the index directory
  Status status;
};

struct VerifyOptions {
  // Called with the path of each segment's Xapian database, one at a time, from
  // another thread: CheckDatabase, in a process of its own. Empty: databases
  // are not checked beyond their checksums and counts.
  std::function<Status(const std::string& path)> check_database;
  ProgressCallback progress;  // bytes of files
};

// What was checked; `faults` is empty when all of it was right.
struct VerifyReport {
  uint64_t revision = 0;
  uint32_t files = 0;
  uint64_t bytes = 0;
  uint32_t articles = 0;  // replaced and deleted ones included
  uint64_t mentions = 0;
  uint64_t journal_records = 0;   // acknowledged writes not in a segment yet
  std::vector<FileFault> faults;  // by file
};

// Reads every file of the newest revision and of the journal from the disk,
// whatever was verified before: checksums, the databases, the offsets of every
// mention, and that counts agree. NOT_FOUND: no index there. DATA_LOSS: not
// even its manifest can be read. O(bytes).
VIGIE_API Result<VerifyReport> VerifyIndex(const std::string& directory,
                                           const VerifyOptions& options);

// Xapian's own check of one database file. A damaged file may crash or hang
// it: call it in a process that may die. DATA_LOSS says what it found.
VIGIE_API Status CheckDatabase(const std::string& path);

struct ScrubOptions {
  uint64_t bytes_per_second = 8U << 20;  // 0: as fast as the disk gives them
  std::function<bool()> stop;            // polled; true: CANCELLED
};
struct ScrubReport {
  uint64_t revision = 0;
  uint32_t files = 0;
  uint64_t bytes = 0;
  std::vector<FileFault> faults;
};
// Reads the files of the newest revision again, slowly, against their
// checksums. Errors as VerifyIndex, and CANCELLED.
VIGIE_API Result<ScrubReport> ScrubIndex(const std::string& directory,
                                         const ScrubOptions& options);

// A file of an index directory; never changed while it bears that path.
struct IndexFile {
  std::string path;  // relative to the index directory
  uint64_t bytes = 0;
};
// The files that make a revision, CURRENT and its manifest apart. A file of the
// same path in two revisions is one file: what holding an old revision open
// costs on the disk are those that no later one has. The newest revision, and
// those that a Snapshot holds open, are there; else NOT_FOUND (reason
// REVISION_GONE), or as Snapshot::Open. Reads the manifest alone.
VIGIE_API Result<std::vector<IndexFile>> ListRevisionFiles(
    const std::string& directory, uint64_t revision);

struct BackupReport {
  uint64_t revision = 0;
  uint32_t files = 0;
  uint64_t bytes = 0;
  uint32_t linked = 0;  // files that share their bytes with the index
};
// Makes `destination`, absent or empty, a copy of the newest revision and of
// the journal: hard links where the file system can, else copies. It is
// verified, durable, and recorded in DIRECTORY/backups.jsonl when this
// returns. ALREADY_EXISTS: the destination holds something. UNAVAILABLE: the
// index changed too fast, try again. Errors of VerifyIndex and of the disk.
VIGIE_API Result<BackupReport> BackupIndex(const std::string& directory,
                                           const std::string& destination);

// Makes `directory`, absent or empty, an index from a backup: copied, verified
// and durable when this returns; the next writer applies the journal. Nothing
// is left of a directory that could not be restored. Errors as BackupIndex.
VIGIE_API Result<BackupReport> RestoreIndex(const std::string& backup,
                                            const std::string& directory);

struct RebuildOptions {
  // Entity dictionary. Empty: the one that the index has.
  std::string dictionary_path;
  bool shipped_dictionary = false;  // the one of this library instead
  uint32_t threads = 0;             // 0: one per core
  ProgressCallback progress;        // articles
};
struct RebuildReport {
  uint64_t revision = 0;
  uint32_t articles = 0;
  uint64_t mentions = 0;
  std::string analyzer_version;
  std::string dictionary_version;
};
// Analyses the stored articles anew, with this library's analyser and the
// given dictionary, and publishes the result as one revision; readers go on
// with the old one meanwhile. Made for an index that another analyser made.
// FAILED_PRECONDITION: a writer is active (INDEX_LOCKED), or the format is
// another one (FORMAT_VERSION): index the articles again. Errors of
// IndexWriter. On errors the index is as before.
VIGIE_API Result<RebuildReport> RebuildIndex(const std::string& directory,
                                             const RebuildOptions& options);

}  // namespace vigie

#endif  // VIGIE_MAINTENANCE_H_
