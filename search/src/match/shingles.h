// How much of one article's wording stands in another.
#ifndef VIGIE_MATCH_SHINGLES_H_
#define VIGIE_MATCH_SHINGLES_H_

#include <cstdint>
#include <vector>

#include "index/segment.h"

namespace vigie::match {

inline constexpr size_t kShingleWords = 5;

// Hashes of the sets of kShingleWords folded words in a row of a text, title
// aside, rising and distinct; of a shorter text, the one of all its words.
// Empty for an empty text. O(words).
std::vector<uint64_t> Shingles(const index::Segment& segment, uint32_t doc);

struct Wording {
  double resemblance = 0;  // shared, of the union
  double containment = 0;  // shared, of the smaller set
};
// 0 and 0 when either is empty.
Wording CompareWording(const std::vector<uint64_t>& a,
                       const std::vector<uint64_t>& b);

// From where on two articles count as copies of one text.
bool IsNearDuplicate(const Wording& wording);

}  // namespace vigie::match

#endif  // VIGIE_MATCH_SHINGLES_H_
