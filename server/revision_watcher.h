// The thread that opens revisions: the first one, then each that is published.
#ifndef SERVER_REVISION_WATCHER_H_
#define SERVER_REVISION_WATCHER_H_

#include <functional>
#include <string>
#include <thread>

#include "server/directory_watch.h"
#include "server/snapshot_holder.h"
#include "vigie/status.h"

namespace vigie::server {

class RevisionWatcher {
 public:
  // Starts the thread. It calls `prepare` (may be empty), opens the first
  // revision, and calls `first` once with the outcome of both; after an error
  // it ends. A later revision that cannot be opened is logged and tried again
  // when the directory changes, and every 30 seconds. `holder` must outlive the
  // watcher.
  RevisionWatcher(const std::string& directory, SnapshotHolder* holder,
                  std::function<Status()> prepare,
                  std::function<void(const Status&)> first);
  // Waits for an opening in progress.
  ~RevisionWatcher();
  RevisionWatcher(const RevisionWatcher&) = delete;
  RevisionWatcher& operator=(const RevisionWatcher&) = delete;

 private:
  Status OpenFirst();
  void Run();

  SnapshotHolder* const holder_;
  const std::function<Status()> prepare_;
  const std::function<void(const Status&)> first_;
  DirectoryWatch watch_;
  std::thread thread_;
};

}  // namespace vigie::server

#endif  // SERVER_REVISION_WATCHER_H_
