// What the words beside an ambiguous name say of its kind: « chez Orange »,
// « l'enseigne Boulanger », « Safran augmente », « à Pau », « M. Renault ».
#ifndef VIGIE_ENTITIES_NAME_GRAMMAR_H_
#define VIGIE_ENTITIES_NAME_GRAMMAR_H_

#include <string_view>

#include "entities/evidence.h"
#include "vigie/mention.h"

namespace vigie::entities {

// Whether `form` is a title that stands before a family name: m., mme, docteur.
bool IsPersonTitle(std::string_view form);

// Whether a family name after `form` is a family's, or what something is called
// by: « les Dupont », « la loi Dupont ».
bool NamesOthers(std::string_view form);

// Whether a name of one word at `place` is a person's: it follows a civil or
// professional title (« M. Renault », « l'abbé Michelin »), or a trade or an
// age stands behind it (« Mercedes, couturière », « Nancy, 34 ans »).
// O(1).
bool StandsAsPerson(const Lattice& lattice, const Place& place);

// Whether a person's name at `place`, `listed` in the dictionary, is what
// something is called by: hyphens join its words (« la rue Simone-Veil »), or
// it follows the noun of a building or a street (« le lycée Simone Veil »), or,
// a family name alone, what NamesOthers says. O(words of the name).
bool NamesABuilding(const Lattice& lattice, const Place& place,
                    std::string_view listed);

// Whether the capital of the name at `place` is its own: lower-case words stand
// before it in its sentence. O(1).
bool CapitalTells(const Lattice& lattice, const Place& place);

enum class Grammar : uint8_t {
  kSilent,
  kFits,   // the place is one of a name of that kind
  kTells,  // and says so by itself: « l'hebdomadaire Marianne »
};

// How the words beside a name at `place` fit an entity of `type` and
// `subtype`: organisations and products after a noun of their kind or « chez »,
// and, without an article, before a verb that they are the subject of; places
// after « à » or the noun of an office. O(1).
Grammar JudgeGrammar(const Lattice& lattice, const Place& place,
                     EntityType type, std::string_view subtype);

// The tokens of `place` without the lower-case noun that says what the name
// behind it is: Safran of « groupe Safran », Nice of « ville de Nice ». `place`
// itself when it begins otherwise.
Place WithoutKind(const Lattice& lattice, const Place& place);

}  // namespace vigie::entities

#endif  // VIGIE_ENTITIES_NAME_GRAMMAR_H_
