// Agency credits: « (AFP) », « Avec Reuters », « © AP », « PARIS, 3 mars
// (Reuters) - ».
#ifndef VIGIE_ENTITIES_CREDITS_H_
#define VIGIE_ENTITIES_CREDITS_H_

#include "entities/evidence.h"

namespace vigie::entities {

// Whether an agency's name at `place` signs the text rather than being what it
// speaks of: it stands in brackets with nothing but names and words of credit,
// after a ©, after a slash at the end of a line, after « avec » at the end of a
// paragraph, or in a sentence of names and words of credit. O(length of the
// sentence).
bool StandsAsCredit(const Lattice& lattice, const Place& place);

}  // namespace vigie::entities

#endif  // VIGIE_ENTITIES_CREDITS_H_
