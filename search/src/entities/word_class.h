// Telling a noun from a verb of the same form by the word before it.
#ifndef VIGIE_ENTITIES_WORD_CLASS_H_
#define VIGIE_ENTITIES_WORD_CLASS_H_

#include <cstdint>

#include "entities/lattice.h"
#include "entities/rules.h"

namespace vigie::entities {

// Whether the word at `position` may be of the class: no noun follows a
// subject pronoun (« il vote »), no verb an article (« le vote »). A word that
// opens its sentence may be either. O(1).
bool MayBe(SetItem::WordClass word_class, const Lattice& lattice,
           uint32_t position);

}  // namespace vigie::entities

#endif  // VIGIE_ENTITIES_WORD_CLASS_H_
