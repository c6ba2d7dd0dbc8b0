#include "match/row_counts.h"

#include <algorithm>
#include <utility>

namespace vigie::match {

RowCounts::Counts RowCounts::Find(const std::string& key) {
  const std::lock_guard<std::mutex> lock(mutex_);
  const auto found =
      std::find_if(entries_.begin(), entries_.end(),
                   [&](const Entry& entry) { return entry.key == key; });
  if (found == entries_.end()) return nullptr;
  entries_.splice(entries_.begin(), entries_, found);
  return found->counts;
}

void RowCounts::Keep(const std::string& key, std::vector<uint32_t> counts) {
  if (counts.size() > kMaxCounts) return;
  Entry entry{key,
              std::make_shared<const std::vector<uint32_t>>(std::move(counts))};
  const std::lock_guard<std::mutex> lock(mutex_);
  entries_.remove_if([&](const Entry& other) {
    if (other.key != key) return false;
    counts_ -= other.counts->size();
    return true;
  });
  counts_ += entry.counts->size();
  entries_.push_front(std::move(entry));
  while (counts_ > kMaxCounts || entries_.size() > kMaxRequests) {
    counts_ -= entries_.back().counts->size();
    entries_.pop_back();
  }
}

}  // namespace vigie::match
