// Articles -> a sealed segment: analysis, recognition, writing.
#ifndef VIGIE_INDEX_SEGMENT_BUILDER_H_
#define VIGIE_INDEX_SEGMENT_BUILDER_H_

#include <cstdint>
#include <memory>
#include <string>

#include "entities/recognizer.h"
#include "index/article_parts.h"
#include "index/manifest.h"
#include "index/segment_writer.h"
#include "vigie/index_options.h"
#include "vigie/status.h"

namespace vigie::index {

struct BuildOptions {
  IndexOptions index;
  // That analyse; 0: one per core. One alone has another invert what it has
  // analysed.
  uint32_t threads = 0;
};

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
