// Writing: adding articles to an index directory.
#ifndef VIGIE_INDEX_WRITER_H_
#define VIGIE_INDEX_WRITER_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "vigie/article.h"
#include "vigie/export.h"
#include "vigie/index_options.h"
#include "vigie/status.h"

namespace vigie {

struct WriterOptions {
  // Entity dictionary, JSON Lines (docs/entities.md). Empty: the shipped one.
  std::string dictionary_path;
  // Articles buffered before a segment is written: by text, in bytes.
  uint64_t segment_text_bytes = 64U << 20;
  // Of a new index; of an existing one they must be equal. Absent: the
  // defaults, or what the index has.
  std::optional<IndexOptions> index;
  uint32_t threads = 0;  // that analyse and build; 0: one per core
  // Builders together hold no more than about this, beside the dictionary.
  uint64_t memory_bytes = 512U << 20;
};

enum class AddOutcome {
  kAdded,      // a new id
  kReplaced,   // the id existed with other content
  kUnchanged,  // the id exists with the same content: nothing to write
};

struct CommitStats {
  uint64_t revision = 0;  // now in force; unchanged when nothing was written
  uint32_t added = 0;     // outcomes of Add since the last commit
  uint32_t replaced = 0;
  uint32_t unchanged = 0;
  uint64_t mentions = 0;  // recognised in added and replaced articles
};

// One writer per directory, across processes. Not thread-safe: one thread
// calls its methods. Readers are never disturbed.
class VIGIE_API IndexWriter {
 public:
  virtual ~IndexWriter() = default;  // drops what Commit did not publish

  // Opens `directory`, creating it and an empty index when absent.
  // FAILED_PRECONDITION (reason INDEX_LOCKED): another writer holds it;
  // (FORMAT_VERSION, ANALYZER_VERSION): made by an incompatible Vigie.
  // DATA_LOSS: a file does not match its checksum. INVALID_ARGUMENT: the
  // dictionary does not load; the message names its line.
  static Result<std::unique_ptr<IndexWriter>> Open(
      const std::string& directory, const WriterOptions& options);

  // Buffers one article; the last article of an id wins. INVALID_ARGUMENT
  // when the article breaks ArticleLimits or is not UTF-8: it is rejected
  // alone, and earlier ones stay. RESOURCE_EXHAUSTED: disk full; this article
  // was not taken, earlier ones stay.
  virtual Result<AddOutcome> Add(const Article& article) = 0;

  // Makes everything added so far durable and visible, atomically: readers
  // that open afterwards see all of it, others none. On error nothing is
  // published; what was added stays, and Commit may be called again once the
  // cause (RESOURCE_EXHAUSTED: disk full) is gone. Without that, the directory
  // is as before when the writer is destroyed. FAILED_PRECONDITION: an earlier
  // error left the publication in doubt; open the writer again.
  virtual Result<CommitStats> Commit() = 0;
};

}  // namespace vigie

#endif  // VIGIE_INDEX_WRITER_H_
