// Telling a noun from a verb of the same form by the word before it.
#ifndef VIGIE_ENTITIES_WORD_CLASS_H_
#define VIGIE_ENTITIES_WORD_CLASS_H_

#include <cstdint>

#include "entities/lattice.h"
#include "entities/rules.h"

namespace vigie::entities {

// Whether the word at `position` may be of the class: an article, a possessive,
// a preposition or a number announces a noun (« le vote »), and no article a
// verb (« il vote »). A word that opens a sentence or a clause may be either.
// O(1).
bool MayBe(SetItem::WordClass word_class, const Lattice& lattice,
           uint32_t position);

}  // namespace vigie::entities

#endif  // VIGIE_ENTITIES_WORD_CLASS_H_
