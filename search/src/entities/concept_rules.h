// The fields `sets` and `rules` of a concept's entry.
#ifndef VIGIE_ENTITIES_CONCEPT_RULES_H_
#define VIGIE_ENTITIES_CONCEPT_RULES_H_

#include "entities/json_reader.h"
#include "entities/rules.h"

namespace vigie::entities {

// Fills sets, near and phrases of `rules`.
void ReadConceptRules(const JsonObject& entry, EntityRules* rules,
                      JsonFaults* faults);

}  // namespace vigie::entities

#endif  // VIGIE_ENTITIES_CONCEPT_RULES_H_
