// Handles over the segments' postings, and how frequent terms are.
#ifndef VIGIE_MATCH_RANK_POSTINGS_H_
#define VIGIE_MATCH_RANK_POSTINGS_H_

#include <xapian.h>

#include <cstdint>
#include <mutex>
#include <string>
#include <vector>

#include "match/catalog.h"
#include "match/executor.h"

namespace vigie::match {

// Handles over the segments' databases, made when first needed and kept from
// call to call: a handle serves one thread at a time. Thread-safe.
class PostingsPool {
 public:
  using Handles = std::vector<Xapian::Database>;  // in the order of segments

  // `catalog` must outlive it.
  explicit PostingsPool(const Catalog& catalog) : catalog_(catalog) {}

  // Throws what Xapian throws. Return() only what no exception has crossed.
  Handles Take();
  void Return(Handles handles);

 private:
  const Catalog& catalog_;
  std::mutex mutex_;
  std::vector<Handles> resting_;
};

// Articles that hold `term`, over all segments. Throws what Xapian throws.
uint64_t ArticlesWith(const PostingsPool::Handles& handles,
                      const std::string& term);

}  // namespace vigie::match

#endif  // VIGIE_MATCH_RANK_POSTINGS_H_
