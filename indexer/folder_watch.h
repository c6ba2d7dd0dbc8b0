// Files of a folder that were written and have settled.
#ifndef VIGIE_INDEXER_FOLDER_WATCH_H_
#define VIGIE_INDEXER_FOLDER_WATCH_H_

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "vigie/status.h"

namespace vigie::indexer {

struct FolderWatchOptions {
  // A file is read when nothing has happened to it for so long, so that one
  // that is still being written is left alone.
  std::chrono::milliseconds settle{500};
  // Files that wait to settle; with more, changes are reported as lost.
  size_t max_pending = 10'000;
};

struct FolderChanges {
  std::vector<std::string> files;  // written or moved in, and settled; sorted
  bool lost = false;  // more happened than could be followed: read the folder
  bool stopped = false;  // Stop() was called
};

// By inotify, folders below included, also those made later; symbolic links
// and hidden names are not followed. Local file systems only.
class FolderWatch {
 public:
  virtual ~FolderWatch() = default;

  // NOT_FOUND, or RESOURCE_EXHAUSTED when the system's limit of watches is
  // reached (fs.inotify.max_user_watches).
  static Result<std::unique_ptr<FolderWatch>> Open(
      const std::string& folder, const FolderWatchOptions& options);

  // Blocks until files have settled, changes were lost or Stop() is called.
  virtual Result<FolderChanges> Wait() = 0;

  // Makes Wait return, now or next time. Safe in a signal handler.
  virtual void Stop() = 0;
};

}  // namespace vigie::indexer

#endif  // VIGIE_INDEXER_FOLDER_WATCH_H_
