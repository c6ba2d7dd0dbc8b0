// What stands between quotation marks.
#ifndef VIGIE_ENTITIES_QUOTATIONS_H_
#define VIGIE_ENTITIES_QUOTATIONS_H_

#include <vector>

#include "entities/lattice.h"

namespace vigie::entities {

struct Quotation {
  ByteRange range;   // what is said, without marks and the space inside them
  ByteRange marked;  // with the marks
  Positions words;
};

// Quotations of at least two words, « » or “ ” or straight, in order, disjoint;
// one that a new paragraph continues or that is never closed ends with its
// paragraph. O(bytes).
std::vector<Quotation> FindQuotations(const Lattice& lattice);

}  // namespace vigie::entities

#endif  // VIGIE_ENTITIES_QUOTATIONS_H_
