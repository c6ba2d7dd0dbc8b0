// How many mentions of a request each hit has, kept from page to page.
#ifndef VIGIE_MATCH_ROW_COUNTS_H_
#define VIGIE_MATCH_ROW_COUNTS_H_

#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace vigie::match {

// Counting the words that match means to analyse every hit; the first page of
// a list does, and the next ones read the counts here. Bounded: the requests
// used longest ago go first. Belongs to one snapshot, whose answers never
// change. Thread-safe.
class RowCounts {
 public:
  // 16 MiB of counts over all requests; a longer list is not kept.
  static constexpr size_t kMaxCounts = 4U << 20;
  static constexpr size_t kMaxRequests = 64;

  // By hit, in the order of the list.
  using Counts = std::shared_ptr<const std::vector<uint32_t>>;

  // Null when not kept. `key` is a RequestKey.
  Counts Find(const std::string& key);
  void Keep(const std::string& key, std::vector<uint32_t> counts);

 private:
  struct Entry {
    std::string key;
    Counts counts;
  };
  std::mutex mutex_;
  std::list<Entry> entries_;  // most recently used first
  size_t counts_ = 0;         // over all entries
};

}  // namespace vigie::match

#endif  // VIGIE_MATCH_ROW_COUNTS_H_
