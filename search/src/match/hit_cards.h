// What lists of hits show of articles, kept from query to query.
#ifndef VIGIE_MATCH_HIT_CARDS_H_
#define VIGIE_MATCH_HIT_CARDS_H_

#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <unordered_map>

#include "match/catalog.h"
#include "vigie/article.h"
#include "vigie/status.h"

namespace vigie::match {

// Every field of an article but its text, which alone makes reading it slow.
// Bounded: what was shown longest ago goes first. Belongs to one snapshot.
// Thread-safe.
class HitCards {
 public:
  using Card = std::shared_ptr<const Article>;
  static constexpr size_t kDefaultBytes = 16U << 20;

  // `catalog` must outlive it.
  HitCards(const Catalog& catalog, size_t most_bytes)
      : catalog_(catalog), most_bytes_(most_bytes) {}

  // DATA_LOSS as Segment::ReadArticle.
  Result<Card> Read(DocRef ref);

 private:
  struct Entry {
    uint64_t key = 0;
    Card card;
    size_t bytes = 0;
  };
  using Entries = std::list<Entry>;  // most recently shown first

  const Catalog& catalog_;
  const size_t most_bytes_;
  std::mutex mutex_;
  Entries entries_;
  std::unordered_map<uint64_t, Entries::iterator> by_key_;
  size_t bytes_ = 0;
};

}  // namespace vigie::match

#endif  // VIGIE_MATCH_HIT_CARDS_H_
