// Mentions that the caller gives with an article.
#ifndef VIGIE_ENTITIES_SUPPLIED_H_
#define VIGIE_ENTITIES_SUPPLIED_H_

#include <array>
#include <vector>

#include "entities/recognizer.h"

namespace vigie::entities {

// Puts them into `found`: recognised names that equal, cut or hold one go,
// those inside one are nested in it. The entity is the one of the id, else the
// only one of the type that the dictionary knows by the surface, else an
// unlisted one. REQUIRES mentions without FindMentionFaults; those that cover
// no token, leave their sentence or overlap an earlier one are left out.
// Mentions stay ordered.
void AddSupplied(const std::array<FieldText, 2>& fields,
                 const std::vector<SuppliedMention>& supplied,
                 const Dictionary& dictionary, Recognition* found);

}  // namespace vigie::entities

#endif  // VIGIE_ENTITIES_SUPPLIED_H_
