// What each mention does in its article: content, credit, speaker.
#ifndef VIGIE_ENTITIES_ROLES_H_
#define VIGIE_ENTITIES_ROLES_H_

#include <array>
#include <cstdint>
#include <functional>
#include <vector>

#include "entities/lattice.h"
#include "entities/recognizer.h"

namespace vigie::entities {

// Gives the credits of agencies and the speakers of quotations their roles;
// `fields` by Field. A mention that is nested keeps its role of content, and
// one that says several quotations has the range of the first. `type_of` is
// the type of an entity. O(mentions + bytes).
void AssignRoles(const std::array<Lattice, 2>& fields,
                 const std::function<EntityType(uint32_t)>& type_of,
                 std::vector<FoundMention>* mentions);

}  // namespace vigie::entities

#endif  // VIGIE_ENTITIES_ROLES_H_
