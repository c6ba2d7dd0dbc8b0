#include "server/restricted_views.h"

#include <algorithm>

namespace vigie::server {

RestrictedViews::Pointer RestrictedViews::Find(const Pointer& snapshot,
                                               const SourceScope& scope) {
  const auto found =
      std::find_if(views_.begin(), views_.end(), [&](const View& view) {
        return view.of.lock() == snapshot && view.sources == scope.sources;
      });
  if (found == views_.end()) return nullptr;
  views_.splice(views_.begin(), views_, found);
  return found->snapshot;
}

Result<RestrictedViews::Pointer> RestrictedViews::Of(const Pointer& snapshot,
                                                     const SourceScope& scope) {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (Pointer kept = Find(snapshot, scope)) return kept;
  }
  Result<Pointer> made = snapshot->Restrict(scope);
  if (!made.ok()) return made;
  const std::lock_guard<std::mutex> lock(mutex_);
  if (Pointer kept = Find(snapshot, scope)) return kept;
  views_.push_front({snapshot, scope.sources, *made});
  if (views_.size() > kMostViews) views_.pop_back();
  return made;
}

void RestrictedViews::DropOrphans() {
  const std::lock_guard<std::mutex> lock(mutex_);
  views_.remove_if([](const View& view) { return view.of.expired(); });
}

size_t RestrictedViews::size() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return views_.size();
}

}  // namespace vigie::server
