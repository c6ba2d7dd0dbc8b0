// The readings of a name or wording of the dictionary as paths of words: what
// the tries are made of.
#ifndef VIGIE_ENTITIES_ITEM_PATHS_H_
#define VIGIE_ENTITIES_ITEM_PATHS_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/token.h"
#include "entities/lattice.h"

namespace vigie::entities {

// One reading: indices of the lattice's tokens, end to end.
using TokenPath = std::vector<uint32_t>;

// Every reading of the whole item, 32 at most; each compound doubles them.
std::vector<TokenPath> ReadingsOf(const Lattice& lattice);

// Whether the item itself holds commas, brackets... between two of its words.
bool HasGaps(const Lattice& lattice, const TokenPath& path);

std::string WithoutHyphens(std::string word);

// What case-sensitive names compare: plain typography, without the full stops
// of an acronym ("U.S.A." equals "USA").
std::string ExactSurface(std::string_view surface, bool is_acronym);

// The ExactSurface from the first to the last word, with an elided word before
// them. Empty without words.
std::string CoreSurface(const Lattice& lattice);

// The elided word before the first word of the path, in plain typography.
std::string LeadOf(const Lattice& lattice, const TokenPath& path);

// Whether the token reads as a name may be read. Not the words that an address
// holds: France is not in « france.tv ».
bool IsReading(const analysis::Token& token);

}  // namespace vigie::entities

#endif  // VIGIE_ENTITIES_ITEM_PATHS_H_
