// Entities by id, by name, and page by page.
#ifndef VIGIE_MATCH_ANSWER_ENTITIES_H_
#define VIGIE_MATCH_ANSWER_ENTITIES_H_

#include <string_view>

#include "match/corpus.h"
#include "vigie/entities.h"
#include "vigie/status.h"

namespace vigie::match {

// As Snapshot's methods of these names.
Result<EntityCard> GetEntity(const Corpus& corpus, std::string_view id);
Result<EntitySearchResult> SearchEntities(const Corpus& corpus,
                                          const EntitySearchRequest& request);
// O(entities of the index).
Result<EntityListResult> ListEntities(const Corpus& corpus,
                                      const EntityListRequest& request);

}  // namespace vigie::match

#endif  // VIGIE_MATCH_ANSWER_ENTITIES_H_
