// Entities that an article itself makes known, beside those of the dictionary.
#ifndef VIGIE_ENTITIES_UNLISTED_H_
#define VIGIE_ENTITIES_UNLISTED_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "entities/recognizer.h"

namespace vigie::entities {

// The id of an entity that the dictionary does not list: of its type and
// `folded`, its name as analysis::FoldName gives it: "person/satya-nadella".
// Empty when nothing is left of the name, or for a concept.
std::string UnlistedId(EntityType type, std::string_view folded);

// The ids that an entity of that name may have, one for each type.
std::vector<std::string> UnlistedIds(std::string_view folded);

// The number in `found` of the unlisted entity `id`, a new one when none has
// it. O(unlisted entities).
uint32_t NumberUnlisted(const Dictionary& dictionary, EntityType type,
                        const std::string& id, std::string_view label,
                        Recognition* found);

// The type of an entity of `found`.
EntityType TypeIn(const Dictionary& dictionary, const Recognition& found,
                  uint32_t entity);

}  // namespace vigie::entities

#endif  // VIGIE_ENTITIES_UNLISTED_H_
