// Snapshots as callers with a source scope see them.
#ifndef SERVER_RESTRICTED_VIEWS_H_
#define SERVER_RESTRICTED_VIEWS_H_

#include <cstddef>
#include <list>
#include <memory>
#include <mutex>
#include <vector>

#include "vigie/snapshot.h"
#include "vigie/status.h"

namespace vigie::server {

// Made when first asked for and kept while their snapshot is in service, at
// most kMostViews: the one used longest ago goes first. Thread-safe.
class RestrictedViews {
 public:
  static constexpr size_t kMostViews = 16;
  using Pointer = std::shared_ptr<const Snapshot>;

  Result<Pointer> Of(const Pointer& snapshot, const SourceScope& scope);

  // Forgets views of snapshots that nothing holds any more.
  void DropOrphans();

  size_t size() const;

 private:
  struct View {
    std::weak_ptr<const Snapshot> of;
    std::vector<std::string> sources;
    Pointer snapshot;
  };
  // REQUIRES mutex_ held. Null: not kept.
  Pointer Find(const Pointer& snapshot, const SourceScope& scope);

  mutable std::mutex mutex_;
  std::list<View> views_;  // guarded by mutex_, most recently used first
};

}  // namespace vigie::server

#endif  // SERVER_RESTRICTED_VIEWS_H_
