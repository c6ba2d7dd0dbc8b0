// What the vocabulary of a snapshot says of terms, kept for its next queries.
#ifndef VIGIE_MATCH_TERM_FACTS_H_
#define VIGIE_MATCH_TERM_FACTS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "index/segment.h"
#include "match/kept_by_doc.h"

namespace vigie::match {

// Which segments have articles of a term: those of its list, tombstoned ones
// among them.
struct TermHolders {
  std::vector<uint32_t> segments;  // rising
  uint64_t articles = 0;           // of all of them
};

// Terms that begin alike: the first of them in some order.
struct TermFamily {
  std::vector<std::string> terms;
  uint64_t articles = 0;
  size_t size = 0;  // of the whole family
};

// Bounded; what was asked for longest ago goes first. Belongs to one snapshot.
// Thread-safe.
class TermFacts {
 public:
  using Holders = std::shared_ptr<const TermHolders>;
  using Family = std::shared_ptr<const TermFamily>;

  // Without `keeps` everything is found out afresh. The segments must outlive
  // it.
  TermFacts(const std::vector<std::shared_ptr<const index::Segment>>& segments,
            bool keeps);

  bool keeps() const { return keeps_; }
  // O(segments x log terms) unless it is kept; of restricted segments also
  // O(postings).
  Holders HoldersOf(std::string_view term) const;
  // What `make` gives for the same name, which tells all that it depends on.
  // When `make` throws, nothing is kept.
  Family FamilyOf(const std::string& name,
                  const std::function<TermFamily()>& make) const;

 private:
  static constexpr size_t kShards = 8;
  template <typename Value>
  using Shards = std::array<KeptBySegment<std::string, Value>, kShards>;

  const std::vector<std::shared_ptr<const index::Segment>>& segments_;
  const bool keeps_;
  mutable Shards<TermHolders> holders_;
  mutable Shards<TermFamily> families_;
};

}  // namespace vigie::match

#endif  // VIGIE_MATCH_TERM_FACTS_H_
