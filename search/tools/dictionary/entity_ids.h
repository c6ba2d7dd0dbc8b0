// Ids of entities that come from lists.
#ifndef VIGIE_TOOLS_DICTIONARY_ENTITY_IDS_H_
#define VIGIE_TOOLS_DICTIONARY_ENTITY_IDS_H_

#include <string>
#include <string_view>

#include "vigie/mention.h"

namespace vigie::tools {

// The normal form with hyphens for all that an id may not hold:
// "L’Équipe" -> "equipe". Empty when no letter or digit is Latin.
std::string SlugOf(std::string_view name);

// "org/" for an organization, "place/" for a place...
std::string IdPrefix(EntityType type);

}  // namespace vigie::tools

#endif  // VIGIE_TOOLS_DICTIONARY_ENTITY_IDS_H_
