// Asking a compiled dictionary for a name, and finding its names in a text.
#ifndef VIGIE_ENTITIES_GAZETTEER_NAMES_H_
#define VIGIE_ENTITIES_GAZETTEER_NAMES_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "entities/evidence.h"
#include "entities/gazetteer.h"
#include "entities/word_senses.h"

namespace vigie::entities {

// Entities one of whose names other than nominal ones equals `name` after
// folding, or whose id is `name`. By rising number. O(length).
std::vector<uint32_t> FindName(const Gazetteer& gazetteer,
                               std::string_view name);

// Adds to evidence->aliases every name of the compiled dictionary in one field
// whose case, accents and elision agree; its alias i as the i-th after the
// listed ones. `words`: the numbers of the tokens' senses. In no order.
// O(tokens + matches).
void ScanField(const Patterns& patterns, Field field, const WordSenses& senses,
               const std::vector<uint32_t>& words, Evidence* evidence);

}  // namespace vigie::entities

#endif  // VIGIE_ENTITIES_GAZETTEER_NAMES_H_
