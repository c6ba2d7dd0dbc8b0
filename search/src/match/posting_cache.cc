#include "match/posting_cache.h"

#include <iterator>
#include <utility>

namespace vigie::match {

std::string ContentKey(const index::Segment& segment) {
  const index::SegmentRecord& record = segment.record();
  const uint64_t parts[] = {
      record.database.bytes, record.columns.bytes,
      uint64_t{record.database.crc32c} << 32 | record.columns.crc32c};
  std::string key(reinterpret_cast<const char*>(parts), sizeof(parts));
  return key.append(segment.scope_key());
}

PostingCache& PostingCache::Shared() {
  static PostingCache cache(kDefaultBytes);
  return cache;
}

PostingListPtr PostingCache::Get(const std::string& key,
                                 const std::function<PostingListPtr()>& make) {
  Shard& shard = shards_[std::hash<std::string>()(key) % kShards];
  {
    const std::lock_guard<std::mutex> lock(shard.mutex);
    const auto found = shard.by_key.find(key);
    if (found != shard.by_key.end()) {
      shard.entries.splice(shard.entries.begin(), shard.entries, found->second);
      hits_.fetch_add(1, std::memory_order_relaxed);
      return found->second->list;
    }
  }
  misses_.fetch_add(1, std::memory_order_relaxed);
  PostingListPtr list = make();
  Keep(key, list, &shard);
  return list;
}

void PostingCache::Keep(const std::string& key, const PostingListPtr& list,
                        Shard* shard) {
  constexpr size_t kOverhead = 128;  // of maps and lists
  const size_t bytes = list->bytes() + key.size() + kOverhead;
  if (bytes > shard_bytes_) return;
  const std::lock_guard<std::mutex> lock(shard->mutex);
  if (shard->by_key.count(key) > 0) return;
  shard->entries.push_front({key, list, bytes});
  shard->by_key.emplace(shard->entries.front().key, shard->entries.begin());
  shard->bytes += bytes;
  while (shard->bytes > shard_bytes_) {
    const Entry& oldest = shard->entries.back();
    shard->bytes -= oldest.bytes;
    shard->by_key.erase(oldest.key);
    shard->entries.pop_back();
  }
}

size_t PostingCache::bytes() const {
  size_t bytes = 0;
  for (const Shard& shard : shards_) {
    const std::lock_guard<std::mutex> lock(shard.mutex);
    bytes += shard.bytes;
  }
  return bytes;
}

}  // namespace vigie::match
