// Asking a compiled dictionary for a name, and finding its names in a text.
#ifndef VIGIE_ENTITIES_GAZETTEER_NAMES_H_
#define VIGIE_ENTITIES_GAZETTEER_NAMES_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "entities/evidence.h"
#include "entities/gazetteer.h"

namespace vigie::entities {

// Entities one of whose names other than nominal ones equals `name` after
// folding, or whose id is `name`. By rising number. O(length).
std::vector<uint32_t> FindName(const Gazetteer& gazetteer,
                               std::string_view name);

// Adds to evidence->aliases every name of `compiled` in one field whose case,
// accents and elision agree; alias i as `first_target` + i. `form_hashes`: the
// WordHash of each token's form. In no order. O(tokens + matches).
void ScanField(const GazetteerPatterns& compiled, Field field,
               const std::vector<uint64_t>& form_hashes, uint32_t first_target,
               Evidence* evidence);

}  // namespace vigie::entities

#endif  // VIGIE_ENTITIES_GAZETTEER_NAMES_H_
