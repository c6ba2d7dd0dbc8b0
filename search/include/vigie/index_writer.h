// Writing: adding articles to an index directory.
#ifndef VIGIE_INDEX_WRITER_H_
#define VIGIE_INDEX_WRITER_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "vigie/article.h"
#include "vigie/export.h"
#include "vigie/index_options.h"
#include "vigie/status.h"

namespace vigie {

struct WriterOptions {
  // Entity dictionary, JSON Lines (docs/entities.md). Empty: the shipped one.
  std::string dictionary_path;
  // Changes of it (docs/entities.md, Overlays). Empty: none.
  std::string overlay_path;
  // Model of unlisted names (docs/recogniser.md). Empty: the shipped one.
  std::string names_model_path;
  // Articles buffered before a segment is made: by text, in bytes. At most a
  // fourteenth of memory_bytes is.
  uint64_t segment_text_bytes = 64U << 20;
  // Of a new index; of an existing one they must be equal. Absent: the
  // defaults, or what the index has.
  std::optional<IndexOptions> index;
  // That analyse; 0: one per core. One alone has another invert. Up to three
  // more write a segment while the next one is analysed, and merge.
  uint32_t threads = 0;
  // Building holds no more than about this, beside the dictionary.
  uint64_t memory_bytes = 512U << 20;
  // Merging holds about 1.7 bytes for each byte of what it makes. With a bound,
  // no merge makes more than fits in it: segments so large stay apart, Compact
  // makes as few as fit, and one that is worn but larger keeps its replaced and
  // deleted articles. 0: no bound.
  uint64_t merge_memory_bytes = 0;
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
  uint32_t deleted = 0;   // of Delete since the last commit
  uint64_t mentions = 0;  // recognised in added and replaced articles
};

// What became of an article that had to go for good. The library cannot reach
// into backups, nor into files that a reader holds open.
struct EraseReport {
  uint64_t revision = 0;  // in force; it and all later ones are without it
  uint32_t copies = 0;    // that segments held, kept versions included
  // Registered backups that hold the article, and those that could not be
  // read to find out.
  std::vector<std::string> backups;
  // Earlier revisions that readers hold open: their files, the article in
  // them, leave the disk when the readers close them.
  std::vector<uint64_t> pinned_revisions;
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
  // alone, and earlier ones stay. FAILED_PRECONDITION (reason STALE_VERSION):
  // see Article::version. RESOURCE_EXHAUSTED: the disk was full when an earlier
  // segment was written; this article was not taken, earlier ones stay.
  virtual Result<AddOutcome> Add(const Article& article) = 0;

  // Makes everything added so far durable and visible, atomically: readers
  // that open afterwards see all of it, others none. On error nothing is
  // published; what was added stays, and Commit may be called again once the
  // cause (RESOURCE_EXHAUSTED: disk full) is gone. Without that, the directory
  // is as before when the writer is destroyed. FAILED_PRECONDITION: an earlier
  // error left the publication in doubt; open the writer again.
  virtual Result<CommitStats> Commit() = 0;

  // Deletes an article, visibly from the next commit on. `version` as
  // Article::version, 0: none. NOT_FOUND (reason ARTICLE_NOT_FOUND) when there
  // is none; FAILED_PRECONDITION (reason STALE_VERSION).
  virtual Status Delete(std::string_view id, uint64_t version) = 0;

  // Commits, and removes every trace of an article from segments, kept
  // versions, the journal and dead letters; durable when it returns. The id's
  // version is forgotten. An id that is nowhere is no error: `copies` is 0.
  // Errors as Commit; after one, call again: what was begun is completed then,
  // or by the next writer. O(bytes of the segments that hold it).
  virtual Result<EraseReport> Erase(std::string_view id) = 0;

  // Commits, and merges all segments into one, or as few as
  // WriterOptions::merge_memory_bytes allows, without replaced and deleted
  // articles (which IndexOptions::keep_versions keeps). Errors as Commit.
  virtual Result<CommitStats> Compact() = 0;
};

}  // namespace vigie

#endif  // VIGIE_INDEX_WRITER_H_
