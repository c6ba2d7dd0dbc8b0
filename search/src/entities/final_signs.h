// Signs that names end in and that no token holds: Canal+, Nolan L.
#ifndef VIGIE_ENTITIES_FINAL_SIGNS_H_
#define VIGIE_ENTITIES_FINAL_SIGNS_H_

#include <functional>
#include <string_view>
#include <vector>

#include "entities/recognizer.h"

namespace vigie::entities {

// Makes a name hold the sign that follows its last word where it is a part of
// it: "+" or "!" if the label of its entity ends so, and the full stop of a
// person's initial, of Jr and of Sr, if the label has it or the model found the
// name. Names that end with it hold the sign too. `view` is what an entity is.
// O(mentions + lengthened names * mentions).
void TakeFinalSigns(std::string_view title, std::string_view text,
                    const std::function<EntityView(uint32_t)>& view,
                    std::vector<FoundMention>* mentions);

}  // namespace vigie::entities

#endif  // VIGIE_ENTITIES_FINAL_SIGNS_H_
