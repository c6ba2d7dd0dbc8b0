// What queries made of documents, kept for the next ones.
#ifndef VIGIE_MATCH_KEPT_BY_DOC_H_
#define VIGIE_MATCH_KEPT_BY_DOC_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <iterator>
#include <list>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <utility>
#include <vector>

namespace vigie::match {

// Something of a segment: the number of the segment (SegmentNumbers), and what
// it is called there.
template <typename Name>
struct KeptOf {
  uint32_t segment = 0;
  Name name{};
};

// A document, by its own number in the segment.
using KeptKey = KeptOf<uint32_t>;

// Bounded: what was not asked for since it was last passed over goes first
// (second chance: finding writes a flag at most, where moving what is found to
// the front would hand six lines of memory from thread to thread). Thread-safe.
template <typename Name, typename Value, typename Hash = std::hash<Name>>
class KeptBySegment {
 public:
  using Key = KeptOf<Name>;
  using Pointer = std::shared_ptr<const Value>;

  explicit KeptBySegment(size_t most_bytes) : most_bytes_(most_bytes) {}

  // Null when it is not kept.
  Pointer Find(const Key& key) {
    const std::lock_guard<std::mutex> lock(mutex_);
    return Ask(key);
  }
  // Of each of them.
  std::vector<Pointer> Find(const std::vector<Key>& keys) {
    std::vector<Pointer> found;
    found.reserve(keys.size());
    const std::lock_guard<std::mutex> lock(mutex_);
    for (const Key& key : keys) found.push_back(Ask(key));
    return found;
  }

  // In place of what has that name. `bytes`: about what it takes of memory.
  // Returns it.
  Pointer Keep(const Key& key, Value value, size_t bytes) {
    return Keep(key, std::make_shared<const Value>(std::move(value)), bytes);
  }
  Pointer Keep(const Key& key, Pointer kept, size_t bytes) {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (bytes > most_bytes_) return kept;
    Names& names = by_segment_[key.segment];
    const auto found = names.find(key.name);
    if (found != names.end()) {
      bytes_ -= found->second->bytes;
      entries_.erase(found->second);
      names.erase(found);
    }
    bytes_ += bytes;
    entries_.push_front({key, kept, bytes, false});
    names.emplace(key.name, entries_.begin());
    while (bytes_ > most_bytes_) PassOverOldest();
    return kept;
  }

  // All of a segment that nothing holds any longer. O(what is kept of it).
  void Forget(uint32_t segment) {
    Entries forgotten;  // freed once others may go on
    const std::lock_guard<std::mutex> lock(mutex_);
    const auto names = by_segment_.find(segment);
    if (names == by_segment_.end()) return;
    for (const auto& [name, entry] : names->second) {
      bytes_ -= entry->bytes;
      forgotten.splice(forgotten.end(), entries_, entry);
    }
    by_segment_.erase(names);
  }

  // Of all that is kept, as told to Keep.
  size_t bytes() const {
    const std::lock_guard<std::mutex> lock(mutex_);
    return bytes_;
  }

 private:
  struct Entry {
    Key key;
    Pointer value;
    size_t bytes = 0;
    bool asked = false;  // since it was at the front
  };
  using Entries = std::list<Entry>;  // latest kept or passed over first

  using Names = std::unordered_map<Name, typename Entries::iterator, Hash>;

  // As Find. REQUIRES mutex_ held.
  Pointer Ask(const Key& key) {
    const auto names = by_segment_.find(key.segment);
    if (names == by_segment_.end()) return nullptr;
    const auto found = names->second.find(key.name);
    if (found == names->second.end()) return nullptr;
    Entry& entry = *found->second;
    if (!entry.asked) entry.asked = true;
    return entry.value;
  }

  // To the front if it was asked for, else away. REQUIRES mutex_ held and
  // something kept.
  void PassOverOldest() {
    Entry& oldest = entries_.back();
    if (oldest.asked) {
      oldest.asked = false;
      entries_.splice(entries_.begin(), entries_, std::prev(entries_.end()));
      return;
    }
    const auto names = by_segment_.find(oldest.key.segment);
    names->second.erase(oldest.key.name);
    if (names->second.empty()) by_segment_.erase(names);
    bytes_ -= oldest.bytes;
    entries_.pop_back();
  }

  const size_t most_bytes_;
  mutable std::mutex mutex_;
  Entries entries_;                                 // guarded by mutex_
  std::unordered_map<uint32_t, Names> by_segment_;  // guarded by mutex_
  size_t bytes_ = 0;                                // guarded by mutex_
};

template <typename Value>
using KeptByDoc = KeptBySegment<uint32_t, Value>;

}  // namespace vigie::match

#endif  // VIGIE_MATCH_KEPT_BY_DOC_H_
