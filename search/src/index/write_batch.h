// Acknowledged writes applied to the next revision together.
#ifndef VIGIE_INDEX_WRITE_BATCH_H_
#define VIGIE_INDEX_WRITE_BATCH_H_

#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "index/open_segments.h"
#include "index/revision_builder.h"
#include "index/write_record.h"
#include "vigie/status.h"

namespace vigie::index {

// The last write of each id, and what its earlier ones leave behind.
struct WriteBatch {
  std::vector<WriteRecord> puts;                            // in sequence
  std::vector<std::pair<std::string, uint64_t>> deletions;  // id, version
  std::vector<std::string> erasures;
  uint64_t last_sequence = 0;
};

// REQUIRES writes in sequence.
WriteBatch Collapse(std::vector<WriteRecord> writes);

// Leaves out articles that the index holds as they are.
void DropUnchanged(const RevisionBuilder& builder, WriteBatch* batch);

// Builds one sealed segment of articles, under a name of its choice.
using SegmentMaker = std::function<Result<OpenSegment>(const ArticleSource&)>;
// Told of an article that cannot be indexed, and why.
using DeadLetterSink =
    std::function<Status(const WriteRecord& write, const Status& why)>;

// Segments of the batch's articles: one, unless an article cannot be built.
// Then the batch is halved until that one is alone, which goes to `sink`; the
// others go on. Errors of the machine (full disk, missing rights), and errors
// that every article meets, are returned.
Result<std::vector<OpenSegment>> BuildBatch(const WriteBatch& batch,
                                            const SegmentMaker& make,
                                            const DeadLetterSink& sink);

// Makes the batch part of what `builder` publishes next.
void InstallBatch(const WriteBatch& batch, std::vector<OpenSegment> segments,
                  RevisionBuilder* builder);

// Removes from the dead letters what the batch erases. Before it is published:
// a crash between leaves the erasure to be done again.
Status EraseLettersOf(const WriteBatch& batch,
                      const std::string& index_directory);

// Applies and publishes what the journal holds beyond the newest revision,
// completes erasures that were under way, and removes the journal. Returns
// how many bytes of an unfinished write were dropped. DATA_LOSS as
// ReadJournal.
Result<uint64_t> ReplayJournal(RevisionBuilder* builder);

}  // namespace vigie::index

#endif  // VIGIE_INDEX_WRITE_BATCH_H_
