// Building an index anew from the articles that it stores.
#ifndef VIGIE_INDEX_REBUILD_H_
#define VIGIE_INDEX_REBUILD_H_

#include <cstdint>
#include <memory>
#include <string>

#include "entities/recognizer.h"
#include "index/file_io.h"
#include "index/open_index.h"
#include "vigie/maintenance.h"
#include "vigie/status.h"

namespace vigie::index {

// An index that is opened for a rebuild, under the writer's lock.
struct RebuildBase {
  FileDescriptor lock;
  OpenedIndex index;  // its analyser may be any
};
Result<RebuildBase> OpenForRebuild(const std::string& directory);

struct RebuildSpec {
  std::shared_ptr<const entities::Recognizer> recognizer;
  std::string json_lines;  // what its dictionary was parsed from
  uint32_t threads = 0;
  ProgressCallback progress;
};

// One new segment for each that has a live article, then one revision with
// all of them. On errors the directory is as before.
Result<RebuildReport> Rebuild(const std::string& directory, RebuildBase base,
                              const RebuildSpec& spec);

}  // namespace vigie::index

#endif  // VIGIE_INDEX_REBUILD_H_
