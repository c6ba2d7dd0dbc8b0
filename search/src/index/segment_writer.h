// Building one segment, then sealing it.
#ifndef VIGIE_INDEX_SEGMENT_WRITER_H_
#define VIGIE_INDEX_SEGMENT_WRITER_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "analysis/token.h"
#include "entities/recognizer.h"
#include "index/manifest.h"
#include "index/write_hook.h"
#include "vigie/article.h"
#include "vigie/index_options.h"
#include "vigie/status.h"

namespace vigie::index {

// An article with all that the rooms above made of it.
struct AnalyzedArticle {
  const Article* article = nullptr;
  const analysis::AnalyzedText* title = nullptr;
  const analysis::AnalyzedText* text = nullptr;
  const entities::Recognition* found = nullptr;
  uint64_t content_hash = 0;
};

class ColumnsWriter;
struct StoredSelection;

// Of a seal that need not be throttled: columns beside two kinds of postings.
inline constexpr uint32_t kSealingThreads = 3;

struct SealOptions {
  uint32_t threads = 1;
  WriteHook hook;  // told from one thread when `threads` is 1
};

// Not thread-safe.
class SegmentWriter {
 public:
  // Prepares DIR/NAME.tmp. `dictionary` must outlive the writer.
  static Result<std::unique_ptr<SegmentWriter>> Create(
      const std::string& directory, const std::string& name,
      const entities::Dictionary& dictionary, const IndexOptions& options = {});

  // As Create, for AppendStored alone.
  static Result<std::unique_ptr<SegmentWriter>> CreateForMerge(
      const std::string& directory, const std::string& name,
      const std::string& dictionary_version, const IndexOptions& options);

  virtual ~SegmentWriter() = default;  // removes what Seal did not keep

  // Appends; documents are numbered in this order. Asserts that every
  // mention's range lies in its field.
  virtual Status Add(const AnalyzedArticle& article) = 0;
  // What has been added since the last call is as if appended by Append.
  virtual Status EndPart() = 0;
  // Appends all that `part`, which was made with the same options, holds.
  virtual Status Append(ColumnsWriter* part) = 0;
  // ColumnsWriter::AppendStored.
  virtual Status AppendStored(const std::vector<StoredSelection>& selections,
                              const SealOptions& options) = 0;

  // Writes a single-file database and the columns, syncs both and their
  // directory, renames to DIR/NAME and returns the checksums, computed from
  // what was written.
  virtual Result<SegmentRecord> Seal(const SealOptions& options) = 0;
  Result<SegmentRecord> Seal() { return Seal({}); }
};

}  // namespace vigie::index

#endif  // VIGIE_INDEX_SEGMENT_WRITER_H_
