#include "match/posting_cache.h"

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
  // Lives until the end: snapshots in static storage may outlive it else.
  static auto* const cache = new PostingCache(kDefaultBytes);
  return *cache;
}

PostingCache::Shard& PostingCache::ShardOf(const std::string& segment,
                                           std::string_view name) {
  const size_t hash = std::hash<std::string>()(segment) +
                      31 * std::hash<std::string_view>()(name);
  return shards_[hash % kShards];
}

PostingListPtr PostingCache::Find(const std::string& segment,
                                  std::string_view name, Shard* shard) {
  const std::lock_guard<std::mutex> lock(shard->mutex);
  const auto names = shard->by_segment.find(segment);
  if (names == shard->by_segment.end()) return nullptr;
  const auto found = names->second.find(name);
  if (found == names->second.end()) return nullptr;
  shard->entries.splice(shard->entries.begin(), shard->entries, found->second);
  return found->second->list;
}

PostingListPtr PostingCache::Get(const std::string& segment,
                                 std::string_view name,
                                 const std::function<PostingListPtr()>& make) {
  Shard& shard = ShardOf(segment, name);
  PostingListPtr list = Find(segment, name, &shard);
  if (list != nullptr) {
    hits_.fetch_add(1, std::memory_order_relaxed);
    return list;
  }
  misses_.fetch_add(1, std::memory_order_relaxed);
  list = make();
  Keep({segment, std::string(name), list, 0}, &shard);
  return list;
}

void PostingCache::Keep(Entry entry, Shard* shard) {
  constexpr size_t kOverhead = 192;  // of maps and lists
  entry.bytes = entry.list->bytes() + entry.segment.size() + entry.name.size() +
                kOverhead;
  if (entry.bytes > shard_bytes_) return;
  const std::lock_guard<std::mutex> lock(shard->mutex);
  Names& names = shard->by_segment[entry.segment];
  if (names.count(entry.name) > 0) return;
  shard->bytes += entry.bytes;
  shard->entries.push_front(std::move(entry));
  names.emplace(shard->entries.front().name, shard->entries.begin());
  while (shard->bytes > shard_bytes_) DropOldest(shard);
}

void PostingCache::DropOldest(Shard* shard) {
  const Entry& oldest = shard->entries.back();
  const auto names = shard->by_segment.find(oldest.segment);
  names->second.erase(oldest.name);
  if (names->second.empty()) shard->by_segment.erase(names);
  shard->bytes -= oldest.bytes;
  shard->entries.pop_back();
}

void PostingCache::Hold(const std::vector<std::string>& segments) {
  const std::lock_guard<std::mutex> lock(holders_mutex_);
  for (const std::string& segment : segments) ++holders_[segment];
}

void PostingCache::Release(const std::vector<std::string>& segments) {
  std::vector<std::string> unused;
  {
    const std::lock_guard<std::mutex> lock(holders_mutex_);
    for (const std::string& segment : segments) {
      const auto held = holders_.find(segment);
      if (held == holders_.end() || --held->second > 0) continue;
      holders_.erase(held);
      unused.push_back(segment);
    }
  }
  for (const std::string& segment : unused) Forget(segment);
}

void PostingCache::Forget(const std::string& segment) {
  for (Shard& shard : shards_) {
    const std::lock_guard<std::mutex> lock(shard.mutex);
    const auto names = shard.by_segment.find(segment);
    if (names == shard.by_segment.end()) continue;
    for (const auto& [name, entry] : names->second) {
      shard.bytes -= entry->bytes;
      shard.entries.erase(entry);
    }
    shard.by_segment.erase(names);
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
