// What queries made of documents, kept for the next ones.
#ifndef VIGIE_MATCH_KEPT_BY_DOC_H_
#define VIGIE_MATCH_KEPT_BY_DOC_H_

#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <utility>

namespace vigie::match {

// A document: the number of its segment (SegmentNumbers), and its own there.
struct KeptKey {
  uint32_t segment = 0;
  uint32_t doc = 0;
};

// Bounded: what was asked for longest ago goes first. Thread-safe.
template <typename Value>
class KeptByDoc {
 public:
  using Pointer = std::shared_ptr<const Value>;

  explicit KeptByDoc(size_t most_bytes) : most_bytes_(most_bytes) {}

  // Null when it is not kept.
  Pointer Find(KeptKey key) {
    const std::lock_guard<std::mutex> lock(mutex_);
    const auto docs = by_segment_.find(key.segment);
    if (docs == by_segment_.end()) return nullptr;
    const auto found = docs->second.find(key.doc);
    if (found == docs->second.end()) return nullptr;
    entries_.splice(entries_.begin(), entries_, found->second);
    return found->second->value;
  }

  // `bytes`: about what it takes of memory. Returns it.
  Pointer Keep(KeptKey key, Value value, size_t bytes) {
    Pointer kept = std::make_shared<const Value>(std::move(value));
    const std::lock_guard<std::mutex> lock(mutex_);
    if (bytes > most_bytes_) return kept;
    Docs& docs = by_segment_[key.segment];
    if (docs.count(key.doc) > 0) return kept;
    bytes_ += bytes;
    entries_.push_front({key, kept, bytes});
    docs.emplace(key.doc, entries_.begin());
    while (bytes_ > most_bytes_) DropOldest();
    return kept;
  }

  // All of a segment that nothing holds any longer. O(what is kept of it).
  void Forget(uint32_t segment) {
    Entries forgotten;  // freed once others may go on
    const std::lock_guard<std::mutex> lock(mutex_);
    const auto docs = by_segment_.find(segment);
    if (docs == by_segment_.end()) return;
    for (const auto& [doc, entry] : docs->second) {
      bytes_ -= entry->bytes;
      forgotten.splice(forgotten.end(), entries_, entry);
    }
    by_segment_.erase(docs);
  }

  // Of all that is kept, as told to Keep.
  size_t bytes() const {
    const std::lock_guard<std::mutex> lock(mutex_);
    return bytes_;
  }

 private:
  struct Entry {
    KeptKey key;
    Pointer value;
    size_t bytes = 0;
  };
  using Entries = std::list<Entry>;  // most recently asked for first

  using Docs = std::unordered_map<uint32_t, typename Entries::iterator>;

  // REQUIRES mutex_ held and something kept.
  void DropOldest() {
    const Entry& oldest = entries_.back();
    const auto docs = by_segment_.find(oldest.key.segment);
    docs->second.erase(oldest.key.doc);
    if (docs->second.empty()) by_segment_.erase(docs);
    bytes_ -= oldest.bytes;
    entries_.pop_back();
  }

  const size_t most_bytes_;
  mutable std::mutex mutex_;
  Entries entries_;                                // guarded by mutex_
  std::unordered_map<uint32_t, Docs> by_segment_;  // guarded by mutex_
  size_t bytes_ = 0;                               // guarded by mutex_
};

}  // namespace vigie::match

#endif  // VIGIE_MATCH_KEPT_BY_DOC_H_
