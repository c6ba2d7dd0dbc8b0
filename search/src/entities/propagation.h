// Carries names through an article: what was found once is found again.
#ifndef VIGIE_ENTITIES_PROPAGATION_H_
#define VIGIE_ENTITIES_PROPAGATION_H_

#include <vector>

#include "entities/document_evidence.h"

namespace vigie::entities {

// Labels capitalised words that repeat a name labelled elsewhere in `fields`
// and are in none: names of several words always, names of one word where it
// is labelled more often than not. The type is the one that the name has most
// often, the first of equals. O(words).
void PropagateNames(const WordBook& book,
                    const std::vector<FieldWords*>& fields);

}  // namespace vigie::entities

#endif  // VIGIE_ENTITIES_PROPAGATION_H_
