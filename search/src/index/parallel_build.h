// Filling a segment with several threads, each of which does all of a part.
#ifndef VIGIE_INDEX_PARALLEL_BUILD_H_
#define VIGIE_INDEX_PARALLEL_BUILD_H_

#include <condition_variable>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>

#include "entities/recognizer.h"
#include "index/article_parts.h"
#include "index/columns_writer.h"
#include "index/segment_writer.h"
#include "vigie/index_options.h"
#include "vigie/status.h"

namespace vigie::index {

// Several threads read, analyse and compress parts; each part is appended when
// the one before it has been, by the thread that finds it so. What is given
// must outlive the object.
class ParallelBuild {
 public:
  ParallelBuild(const entities::Recognizer& recognizer,
                const ArticleSource& source, const IndexOptions& options,
                SegmentWriter* writer)
      : recognizer_(recognizer),
        options_(options),
        parts_(source),
        writer_(writer) {}

  // REQUIRES threads > 0; fewer are used when the system gives no more.
  Status Run(uint64_t threads);

 private:
  void Work(uint64_t threads);
  Status DoPart(uint64_t threads, bool* more);
  Status HandOver(uint64_t threads, uint64_t part,
                  std::unique_ptr<ColumnsWriter> columns);
  void Fail(const Status& status);

  const entities::Recognizer& recognizer_;
  const IndexOptions& options_;
  ArticleParts parts_;
  std::mutex mutex_;
  std::condition_variable appended_one_;
  SegmentWriter* writer_;  // used by the one thread that set appending_
  bool appending_ = false;
  uint64_t appended_ = 0;  // parts
  std::map<uint64_t, std::unique_ptr<ColumnsWriter>> waiting_;
  Status status_;
};

}  // namespace vigie::index

#endif  // VIGIE_INDEX_PARALLEL_BUILD_H_
