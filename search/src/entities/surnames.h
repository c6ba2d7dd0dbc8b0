// Family names alone, of people whom the article names in full.
#ifndef VIGIE_ENTITIES_SURNAMES_H_
#define VIGIE_ENTITIES_SURNAMES_H_

#include <array>

#include "entities/lattice.h"
#include "entities/recognizer.h"

namespace vigie::entities {

// Adds to `found` each capitalised word that is the last one of a person's name
// of several words, stands in no name and beside no other capitalised word
// but a title, and is not a family's or a law's: the person last named in full
// before it, else the first after it. A common word that opens its sentence is
// none. People whose family name the dictionary lists are left to it. Mentions
// stay ordered. O(words log people).
void AddSurnames(const std::array<Lattice, 2>& fields,
                 const Dictionary& dictionary, Recognition* found);

}  // namespace vigie::entities

#endif  // VIGIE_ENTITIES_SURNAMES_H_
