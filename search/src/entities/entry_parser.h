// One line of the dictionary file -> one entity and its rules.
#ifndef VIGIE_ENTITIES_ENTRY_PARSER_H_
#define VIGIE_ENTITIES_ENTRY_PARSER_H_

#include <string>
#include <string_view>
#include <vector>

#include "entities/rules.h"
#include "vigie/mention.h"

namespace vigie::entities {

struct Entry {
  Entity entity;
  EntityRules rules;
  std::vector<std::string> former_ids;  // which find it still
};

// The format of docs/entities.md. Returns "" and fills `entry`, or the first
// fault as "field: what to do" and leaves `entry` unspecified. Thread-safe.
std::string ParseEntry(std::string_view line, Entry* entry);

}  // namespace vigie::entities

#endif  // VIGIE_ENTITIES_ENTRY_PARSER_H_
