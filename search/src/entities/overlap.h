// Which of the mentions that overlap stand, and which lie inside others.
#ifndef VIGIE_ENTITIES_OVERLAP_H_
#define VIGIE_ENTITIES_OVERLAP_H_

#include <map>
#include <utility>
#include <vector>

#include "entities/candidate.h"

namespace vigie::entities {

// Sets in order, without overlaps.
class DisjointPlaces {
 public:
  // False, and nothing is added, when `place` overlaps one that was. O(log n).
  bool Insert(const Place& place);

 private:
  std::map<std::pair<Field, uint32_t>, uint32_t> end_of_;  // by begin
};

// Names: the leftmost, then the longest, stand, and with them other entities
// strictly inside one that stands; short and nominal names never stand inside
// a full one, where they are part of it (Commission in Commission nationale de
// l'informatique). Of equal places the highest score stands,
// then a full alias, then an unambiguous one, then the first in the file.
// Returned in text order.
std::vector<Candidate> ResolveNames(std::vector<Candidate> names);

// Concepts: of one concept, the longest stand; different ones may overlap.
std::vector<Candidate> ResolveConcepts(std::vector<Candidate> concepts);

// Marks as nested every mention that lies strictly inside another, the widest
// (then the first) being its parent; a name only inside another name. Sorts
// them in text order, then by entity.
void FindParents(std::vector<Candidate>* mentions);

}  // namespace vigie::entities

#endif  // VIGIE_ENTITIES_OVERLAP_H_
