// Matches put in order, and one chosen where readings of one thing overlap.
#ifndef VIGIE_MATCH_OVERLAP_H_
#define VIGIE_MATCH_OVERLAP_H_

#include <cstdint>
#include <map>
#include <vector>

#include "match/spans.h"

namespace vigie::match {

// A union of half-open ranges.
class RangeSet {
 public:
  bool Overlaps(ByteRange range) const;
  void Add(ByteRange range);
  // Ordered and disjoint; ranges that touch are one.
  std::vector<ByteRange> ranges() const;

 private:
  std::map<uint32_t, uint32_t> end_by_begin_;
};

// A match and which of the alternatives found it.
struct Reading {
  Match match;
  uint32_t alternative = 0;
};

// Appends the widest, in tokens, of those that overlap, entities before text
// where equally wide; entities that one alternative finds inside one another
// all stay, since each is a mention. O(n log n x alternatives).
void AppendWidest(std::vector<Reading> readings, std::vector<Match>* found);

// How many SortMatches leaves. Cheaper.
uint32_t CountMatches(const std::vector<Match>& matches);

// Into the order of Evidence::found, without duplicates.
void SortMatches(std::vector<Match>* matches);

}  // namespace vigie::match

#endif  // VIGIE_MATCH_OVERLAP_H_
