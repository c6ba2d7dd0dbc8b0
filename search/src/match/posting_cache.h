// Decoded lists, kept from query to query.
#ifndef VIGIE_MATCH_POSTING_CACHE_H_
#define VIGIE_MATCH_POSTING_CACHE_H_

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <list>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "index/segment.h"
#include "match/posting_list.h"

namespace vigie::match {

// The content of a segment's files, which never changes, and what of it is
// visible: two segments with one key hold the same lists.
std::string ContentKey(const index::Segment& segment);

// Bounded; lists that were not asked for since they were last passed over go
// first, and those of a segment when the last that held it lets go. Lists live
// on while queries hold them. Thread-safe.
class PostingCache {
 public:
  static constexpr size_t kDefaultBytes = size_t{64} << 20;

  explicit PostingCache(size_t bytes) : shard_bytes_(bytes / kShards) {}

  // Of the whole process: snapshots that share segments share their lists.
  static PostingCache& Shared();

  // The list of that name of a segment (ContentKey); made by `make`, by several
  // threads at once when several ask, unless it is kept.
  PostingListPtr Get(const std::string& segment, std::string_view name,
                     const std::function<PostingListPtr()>& make);

  // Segments that are in use; each Hold ends with one Release of the same.
  void Hold(const std::vector<std::string>& segments);
  // Forgets the lists of those that nothing holds any more. O(lists
  // that are kept).
  void Release(const std::vector<std::string>& segments);

  size_t bytes() const;  // of all lists kept
  // Lists found and not found since the process began.
  uint64_t hits() const { return hits_.load(std::memory_order_relaxed); }
  uint64_t misses() const { return misses_.load(std::memory_order_relaxed); }

 private:
  static constexpr size_t kShards = 16;
  struct Entry {
    std::string segment;
    std::string name;
    PostingListPtr list;
    size_t bytes = 0;
    size_t hash = 0;     // KeyOf
    bool asked = false;  // since it was at the front
  };
  using Entries = std::list<Entry>;  // latest kept or passed over first
  struct Key {
    std::string_view segment;
    std::string_view name;
    size_t hash = 0;  // of both
    friend bool operator==(const Key& a, const Key& b) {
      return a.hash == b.hash && a.name == b.name && a.segment == b.segment;
    }
  };
  struct HashOfKey {
    size_t operator()(const Key& key) const { return key.hash; }
  };
  struct Shard {
    mutable std::mutex mutex;
    Entries entries;
    // Views of what `entries` hold.
    std::unordered_map<Key, Entries::iterator, HashOfKey> places;
    size_t bytes = 0;
  };

  static Key KeyOf(std::string_view segment, std::string_view name);
  Shard& ShardOf(const Key& key) { return shards_[key.hash / 64 % kShards]; }
  // Null when it is not kept.
  static PostingListPtr Find(const Key& key, Shard* shard);
  void Keep(Entry entry, Shard* shard);
  static void PassOverOldest(Shard* shard);
  void Forget(const std::string& segment);

  const size_t shard_bytes_;
  std::mutex holders_mutex_;
  std::unordered_map<std::string, uint32_t> holders_;  // guarded by the above
  std::atomic<uint64_t> hits_{0};
  std::atomic<uint64_t> misses_{0};
  std::array<Shard, kShards> shards_;
};

}  // namespace vigie::match

#endif  // VIGIE_MATCH_POSTING_CACHE_H_
