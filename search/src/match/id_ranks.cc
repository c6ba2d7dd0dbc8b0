#include "match/id_ranks.h"

#include <algorithm>
#include <numeric>

namespace vigie::match {

const std::vector<uint32_t>& IdRanks::of(uint32_t segment) const {
  OfSegment& of_segment = segments_[segment];
  std::call_once(of_segment.made, [&] {
    of_segment.ranks = Make(*catalog_.segments()[segment]);
  });
  return of_segment.ranks;
}

std::vector<uint32_t> IdRanks::Make(const index::Segment& segment) const {
  std::vector<uint32_t> ranks(segment.size());
  const index::Span<uint32_t> order = segment.id_order();
  if (order.size == ranks.size()) {
    for (uint32_t rank = 0; rank < ranks.size(); ++rank) {
      if (order[rank] < ranks.size()) ranks[order[rank]] = rank;
    }
    return ranks;
  }
  std::vector<uint32_t> docs(segment.size());
  std::iota(docs.begin(), docs.end(), 0U);
  std::sort(docs.begin(), docs.end(), [&](uint32_t a, uint32_t b) {
    return segment.article_id(a) < segment.article_id(b);
  });
  for (uint32_t rank = 0; rank < docs.size(); ++rank) ranks[docs[rank]] = rank;
  return ranks;
}

}  // namespace vigie::match
