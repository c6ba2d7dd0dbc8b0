// Acronyms that a text defines: « l'Autorité des marchés financiers (AMF) »,
// « l'AMF (Autorité des marchés financiers) ».
#ifndef VIGIE_ENTITIES_ACRONYMS_H_
#define VIGIE_ENTITIES_ACRONYMS_H_

#include <vector>

#include "entities/lattice.h"

namespace vigie::entities {

struct Definition {
  Positions acronym;    // one word
  Positions long_form;  // at least two
};

// Whether the letters of the acronym at `acronym` are, in order, beginnings of
// the words of `long_form`: its first word gives one, grammatical words may be
// left out, and fewer than half of the others. A word
// that holds capitals inside gives those too.
bool SpellsOut(const Lattice& lattice, const Positions& long_form,
               uint32_t acronym);

// Brackets that hold one acronym after words that it stands for, or such words
// after an acronym, in text order. `begin_of` gives the first position of a
// name that ends before a position, or that position where none does; without
// one, the shortest words that spell out the acronym, letter for letter, from
// a capitalised noun of bodies or of events on. O(bytes).
struct NameEnds {
  virtual ~NameEnds() = default;
  virtual uint32_t BeginOf(uint32_t end) const = 0;
};
std::vector<Definition> FindDefinitions(const Lattice& lattice,
                                        const NameEnds& names);

// Whether `form` (folded) names a kind of event: coupe, festival.
bool IsEventNoun(std::string_view form);

}  // namespace vigie::entities

#endif  // VIGIE_ENTITIES_ACRONYMS_H_
