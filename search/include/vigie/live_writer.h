// Live writing: articles acknowledged once durable, visible soon after.
#ifndef VIGIE_LIVE_WRITER_H_
#define VIGIE_LIVE_WRITER_H_

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "vigie/article.h"
#include "vigie/export.h"
#include "vigie/index_writer.h"
#include "vigie/status.h"

namespace vigie {

struct SourceScope;

struct LiveOptions {
  WriterOptions writer;
  // Longest time from an acknowledgement to visibility, work apart.
  std::chrono::milliseconds publish_interval{800};
  // A group commit gathers writes for so long, or up to so many bytes.
  std::chrono::microseconds group_interval{5'000};
  uint64_t group_bytes = 1U << 20;
  bool merge = true;  // merge segments in the background
  // Bytes per second that merges may write; 0: as fast as they can.
  uint64_t merge_bytes_per_second = 0;
  // Closing analyses what is acknowledged and not yet visible for so long; what
  // is left then stays in the journal, for the next writer.
  std::chrono::milliseconds close_limit{20'000};
};

// One write that was made durable, or refused alone.
struct WriteOutcome {
  Status status;          // of this write; others are not touched by it
  uint64_t sequence = 0;  // in the journal, rising; 0 when refused
  // Visible in revisions that have applied this sequence.
};

// That an article goes. `version` as Article::version.
struct Deletion {
  std::string id;
  uint64_t version = 0;
};
using Write = std::variant<Article, Deletion>;

enum class Wait {
  kDurable,  // in the journal, synced
  kVisible,  // published: a Snapshot opened now shows it
};

struct LiveStatus {
  uint64_t revision = 0;
  uint64_t durable_sequence = 0;  // of the newest write that is on disk
  uint64_t applied_sequence = 0;  // of the newest write that is visible
  uint64_t journal_bytes = 0;     // not yet in a sealed segment
  // Of a write that was under way when the writer before this one died; it
  // was never acknowledged, and is dropped.
  uint64_t torn_bytes = 0;
  uint32_t segments = 0;
  uint32_t dead_letters = 0;   // articles set aside since opening
  uint64_t bytes_written = 0;  // to journal, segments and merges since opening
  uint64_t bytes_sealed = 0;   // of these, segments of new articles
  bool merging = false;
  bool merges_paused = false;
  Status write_error;  // not OK: writes are refused until it clears
};

// Thread-safe. One writer per directory, across processes; shares the lock
// with IndexWriter. Opening replays what the journal holds beyond the newest
// revision.
class VIGIE_API LiveWriter {
 public:
  // Stops: publishes what is acknowledged, within LiveOptions::close_limit,
  // and seals the journal.
  virtual ~LiveWriter() = default;

  // Errors as IndexWriter::Open. DATA_LOSS: the journal is damaged below what
  // was known to be durable; the message names file and byte.
  static Result<std::unique_ptr<LiveWriter>> Open(const std::string& directory,
                                                  const LiveOptions& options);

  // Writes articles; blocks until they are durable (or visible). One outcome
  // for each, in order. Outcomes: INVALID_ARGUMENT as IndexWriter::Add;
  // FAILED_PRECONDITION (reason STALE_VERSION) when a newer version was
  // written or deleted; RESOURCE_EXHAUSTED (reason DISK_FULL) or UNAVAILABLE
  // when the journal cannot be written: nothing of the group is acknowledged.
  virtual std::vector<WriteOutcome> Put(const std::vector<Article>& articles,
                                        Wait wait) = 0;

  // Writes and deletes, in order, in as few groups as Put: one outcome for
  // each, as of Put or Delete.
  virtual std::vector<WriteOutcome> Apply(const std::vector<Write>& writes,
                                          Wait wait) = 0;

  // The same for somebody who may write the articles of some sources alone.
  // Outcomes besides: PERMISSION_DENIED (reason SOURCE_FORBIDDEN) for an
  // article of another source or of none, and for one whose id is that of an
  // article of another source, durable or visible; such articles are not there
  // for its deletions.
  virtual std::vector<WriteOutcome> ApplyWithin(
      const SourceScope& scope, const std::vector<Write>& writes,
      Wait wait) = 0;

  // Deletes by id. NOT_FOUND (reason ARTICLE_NOT_FOUND) when there is none.
  // `version` as Article::version; 0: none.
  virtual WriteOutcome Delete(std::string_view id, uint64_t version,
                              Wait wait) = 0;

  // Removes every trace of an article from segments, kept versions, journal
  // and dead letters, and returns once that is durable. The id's version is
  // forgotten too. Errors as IndexWriter::Erase. O(bytes of the segments that
  // hold it).
  virtual Result<EraseReport> Erase(std::string_view id) = 0;

  // Publishes everything acknowledged before the call. Returns the revision.
  virtual Result<uint64_t> Publish() = 0;

  // Merges every segment into one.
  virtual Status Compact() = 0;
  virtual void PauseMerges(bool paused) = 0;

  virtual LiveStatus GetStatus() const = 0;
};

}  // namespace vigie

#endif  // VIGIE_LIVE_WRITER_H_
