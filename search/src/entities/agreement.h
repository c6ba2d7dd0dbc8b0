// Whether the words of a text are written as a name of the dictionary asks.
#ifndef VIGIE_ENTITIES_AGREEMENT_H_
#define VIGIE_ENTITIES_AGREEMENT_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "analysis/token.h"
#include "entities/evidence.h"
#include "entities/lattice.h"
#include "entities/rules.h"

namespace vigie::entities {

// Whether the words at `at` start with upper case where bit w of `capitals`
// asks it of word w. A solid spelling of a compound has other words than
// `words`: its first one counts.
bool CapitalsAgree(uint32_t capitals, uint32_t words, const Lattice& lattice,
                   const Positions& at);

// Whether the elided words that stand before name and alias agree.
bool LeadsAgree(std::string_view wanted, std::string_view found,
                CasePolicy policy);

// Whether no other capitalised word stands beside the words at `at`, parted by
// a space alone: York does not in New York, Toulouse does in « Université de
// Toulouse ». Grammatical words, and a word of the language that begins its
// sentence, prove nothing.
bool StandsApart(const Lattice& lattice, const Positions& at);

// The stretch of `field` that the tokens of `path` cover. REQUIRES a path.
Place PlaceOf(Field field, const std::vector<const analysis::Token*>& path);

}  // namespace vigie::entities

#endif  // VIGIE_ENTITIES_AGREEMENT_H_
