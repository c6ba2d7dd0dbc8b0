// The order of article ids as numbers.
#ifndef VIGIE_MATCH_ID_RANKS_H_
#define VIGIE_MATCH_ID_RANKS_H_

#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

#include "match/catalog.h"

namespace vigie::match {

// Of each segment, documents by rising id and the place of each in that order:
// made when first asked for, 4 bytes a document. Thread-safe.
class IdRanks {
 public:
  // `catalog` must outlive it.
  explicit IdRanks(const Catalog& catalog)
      : catalog_(catalog), segments_(catalog.segments().size()) {}

  // By document.
  const std::vector<uint32_t>& of(uint32_t segment) const;

 private:
  struct OfSegment {
    std::once_flag made;
    std::vector<uint32_t> ranks;
  };
  std::vector<uint32_t> Make(const index::Segment& segment) const;

  const Catalog& catalog_;
  mutable std::vector<OfSegment> segments_;
};

}  // namespace vigie::match

#endif  // VIGIE_MATCH_ID_RANKS_H_
