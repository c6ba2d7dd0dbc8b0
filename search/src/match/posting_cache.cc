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
  // Lives until the end: snapshots in static storage may outlive it else.
  static auto* const cache = new PostingCache(kDefaultBytes);
  return *cache;
}

PostingCache::Key PostingCache::KeyOf(std::string_view segment,
                                      std::string_view name) {
  const std::hash<std::string_view> hash;
  return {segment, name, hash(segment) + 31 * hash(name)};
}

PostingListPtr PostingCache::Find(const Key& key, Shard* shard) {
  const std::lock_guard<std::mutex> lock(shard->mutex);
  const auto found = shard->places.find(key);
  if (found == shard->places.end()) return nullptr;
  Entry& entry = *found->second;
  if (!entry.asked) entry.asked = true;
  return entry.list;
}

PostingListPtr PostingCache::Get(const std::string& segment,
                                 std::string_view name,
                                 const std::function<PostingListPtr()>& make) {
  const Key key = KeyOf(segment, name);
  Shard& shard = ShardOf(key);
  PostingListPtr list = Find(key, &shard);
  if (list != nullptr) {
    hits_.fetch_add(1, std::memory_order_relaxed);
    return list;
  }
  misses_.fetch_add(1, std::memory_order_relaxed);
  list = make();
  Keep({segment, std::string(name), list, 0, key.hash, false}, &shard);
  return list;
}

void PostingCache::Keep(Entry entry, Shard* shard) {
  constexpr size_t kOverhead = 192;  // of maps and lists
  entry.bytes = entry.list->bytes() + entry.segment.size() + entry.name.size() +
                kOverhead;
  if (entry.bytes > shard_bytes_) return;
  const std::lock_guard<std::mutex> lock(shard->mutex);
  const Key known{entry.segment, entry.name, entry.hash};
  if (shard->places.count(known) > 0) return;
  shard->bytes += entry.bytes;
  shard->entries.push_front(std::move(entry));
  const Entry& kept = shard->entries.front();
  shard->places.emplace(Key{kept.segment, kept.name, kept.hash},
                        shard->entries.begin());
  while (shard->bytes > shard_bytes_) PassOverOldest(shard);
}

void PostingCache::PassOverOldest(Shard* shard) {
  Entry& oldest = shard->entries.back();
  if (oldest.asked) {
    oldest.asked = false;
    shard->entries.splice(shard->entries.begin(), shard->entries,
                          std::prev(shard->entries.end()));
    return;
  }
  shard->places.erase({oldest.segment, oldest.name, oldest.hash});
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
    Entries forgotten;  // freed once others may go on
    const std::lock_guard<std::mutex> lock(shard.mutex);
    for (auto at = shard.entries.begin(); at != shard.entries.end();) {
      const auto entry = at++;
      if (entry->segment != segment) continue;
      shard.places.erase({entry->segment, entry->name, entry->hash});
      shard.bytes -= entry->bytes;
      forgotten.splice(forgotten.end(), shard.entries, entry);
    }
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
