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

// A document of the process: the number of its segment (SegmentNumbers), and
// its own there.
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
    const auto found = by_key_.find(BitsOf(key));
    if (found == by_key_.end()) return nullptr;
    entries_.splice(entries_.begin(), entries_, found->second);
    return found->second->value;
  }

  // `bytes`: about what it takes of memory. Returns it.
  Pointer Keep(KeptKey key, Value value, size_t bytes) {
    Pointer kept = std::make_shared<const Value>(std::move(value));
    const std::lock_guard<std::mutex> lock(mutex_);
    if (bytes > most_bytes_ || by_key_.count(BitsOf(key)) > 0) return kept;
    bytes_ += bytes;
    entries_.push_front({BitsOf(key), kept, bytes});
    by_key_.emplace(BitsOf(key), entries_.begin());
    while (bytes_ > most_bytes_) {
      bytes_ -= entries_.back().bytes;
      by_key_.erase(entries_.back().key);
      entries_.pop_back();
    }
    return kept;
  }

 private:
  struct Entry {
    uint64_t key = 0;
    Pointer value;
    size_t bytes = 0;
  };
  using Entries = std::list<Entry>;  // most recently asked for first

  static uint64_t BitsOf(KeptKey key) {
    return uint64_t{key.segment} << 32 | key.doc;
  }

  const size_t most_bytes_;
  std::mutex mutex_;
  Entries entries_;
  std::unordered_map<uint64_t, typename Entries::iterator> by_key_;
  size_t bytes_ = 0;
};

}  // namespace vigie::match

#endif  // VIGIE_MATCH_KEPT_BY_DOC_H_
