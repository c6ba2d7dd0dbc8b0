// A part of an unknown hyphenated compound is no name, unless the compound
// pairs names: Meta is not in « Meta-Analyses », both are in Microsoft-OpenAI.
#ifndef VIGIE_ENTITIES_COMPOUNDS_H_
#define VIGIE_ENTITIES_COMPOUNDS_H_

#include "entities/evidence.h"

namespace vigie::entities {

// Removes the aliases that begin or end inside a compound, except capitalised
// full aliases that, end to end, make up the whole compound. O(aliases log
// aliases). REQUIRES sorted aliases; keeps them sorted.
void DropPartsOfCompounds(const Patterns& patterns, Evidence* evidence);

}  // namespace vigie::entities

#endif  // VIGIE_ENTITIES_COMPOUNDS_H_
