// Names of the dictionary that look like a name it does not hold.
#ifndef VIGIE_QUERY_SUGGESTIONS_H_
#define VIGIE_QUERY_SUGGESTIONS_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "entities/dictionary.h"

namespace vigie::query {

// Suggestions made for one name at most.
inline constexpr uint32_t kMaxSuggestions = 5;

// Edits (bytes put in, left out, replaced) between two folded names, or
// `limit` + 1 when there are more than `limit`. O(limit * length).
uint32_t EditDistance(std::string_view a, std::string_view b, uint32_t limit);

// Entities whose folded label or an alias is within two edits of `name` (one
// under five letters) or begins with it, nearest first, then in order of the
// dictionary; none for a name under three. O(dictionary): meant for names that
// do not resolve.
std::vector<uint32_t> NearNames(const entities::Dictionary& dictionary,
                                std::string_view name, bool concepts_only);

}  // namespace vigie::query

#endif  // VIGIE_QUERY_SUGGESTIONS_H_
