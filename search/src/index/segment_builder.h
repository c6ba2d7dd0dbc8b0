// Articles -> a sealed segment: analysis, recognition, writing.
#ifndef VIGIE_INDEX_SEGMENT_BUILDER_H_
#define VIGIE_INDEX_SEGMENT_BUILDER_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "entities/recognizer.h"
#include "index/manifest.h"
#include "index/segment_writer.h"
#include "vigie/article.h"
#include "vigie/index_options.h"
#include "vigie/status.h"

namespace vigie::index {

// Where articles come from, one after the other; called by one thread.
struct ArticleSource {
  uint64_t size = 0;
  // REQUIRES i < size; called once for each i, in order.
  std::function<Result<Article>(uint64_t i)> at;
};

struct BuildOptions {
  IndexOptions index;
  uint32_t threads = 0;  // 0: one per core
};

// Of all that decides which mentions an article is given.
std::string RecognitionVersion(const entities::Recognizer& recognizer,
                               const IndexOptions& options);

// Builds and seals DIRECTORY/NAME. The result does not depend on the number of
// threads. Memory is bounded by the segment's columns and a few hundred
// articles.
Result<SegmentRecord> BuildSegment(const std::string& directory,
                                   const std::string& name,
                                   const entities::Recognizer& recognizer,
                                   const ArticleSource& source,
                                   const BuildOptions& options = {});

// BuildSegment in two steps: what the first returns needs to be sealed.
// `recognizer` must outlive it.
Result<std::unique_ptr<SegmentWriter>> FillSegment(
    const std::string& directory, const std::string& name,
    const entities::Recognizer& recognizer, const ArticleSource& source,
    const BuildOptions& options);

}  // namespace vigie::index

#endif  // VIGIE_INDEX_SEGMENT_BUILDER_H_
