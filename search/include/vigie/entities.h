// Asking for entities themselves: by id, by name, all of them.
#ifndef VIGIE_ENTITIES_H_
#define VIGIE_ENTITIES_H_

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "vigie/mention.h"
#include "vigie/search.h"

namespace vigie {

// An entity as the dictionary in use lists it, and what mentions it.
struct EntityCard {
  Entity entity;          // of an unlisted one id, type and label alone
  bool unlisted = false;  // the dictionary does not have it
  uint32_t articles = 0;  // of the index, that mention it
};

struct EntitySearchRequest {
  // A name, or how its words begin: at most 200 bytes, else INVALID_ARGUMENT
  // (reason SUGGEST_TEXT).
  std::string text;
  std::vector<EntityType> types;  // empty: all
  uint32_t limit = 20;            // 0: 20; above 100 is cut to 100
  CallControl control;
};

struct EntitySearchResult {
  uint64_t revision = 0;
  // First those that the dictionary knows by the whole name, in its order,
  // mentioned or not; then mentioned ones with a name whose words begin so, by
  // falling articles, ties by id.
  std::vector<EntityCard> entities;
  std::chrono::microseconds elapsed{0};
};

struct EntityListRequest {
  std::vector<EntityType> types;  // empty: all
  uint32_t page_size = 50;        // 0: 50; above 500 is cut to 500
  // From the page before; goes on after its last entity, also in another
  // revision. INVALID_ARGUMENT (reason PAGE_TOKEN_MALFORMED).
  std::string page_token;
  CallControl control;
};

struct EntityListResult {
  uint64_t revision = 0;
  uint32_t total_entities = 0;  // on all pages
  // That articles mention, by falling articles, ties by id.
  std::vector<EntityCard> entities;
  std::string next_page_token;  // empty on the last page
  std::chrono::microseconds elapsed{0};
};

}  // namespace vigie

#endif  // VIGIE_ENTITIES_H_
