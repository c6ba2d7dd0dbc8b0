// What a user changes of a dictionary without writing into it: one operation,
// one line; without the line, the change is undone.
#ifndef VIGIE_ENTITIES_CHANGE_H_
#define VIGIE_ENTITIES_CHANGE_H_

#include <string>
#include <string_view>

#include "entities/entry_parser.h"

namespace vigie::entities {

struct Change {
  enum class Kind { kMerge, kSplit, kHide, kRename };
  Kind kind = Kind::kMerge;
  std::string id;        // of the entity that changes
  std::string into;      // kMerge: the id of the other
  std::string alias;     // kHide: only this name, or empty
  std::string label;     // kRename
  std::string label_en;  // kRename
  Entry split;           // kSplit: the new entity, with the names that it takes
};

// The format of docs/entities.md. Returns "" and fills `change`, or the first
// fault as "field: what to do". Thread-safe.
std::string ParseChange(std::string_view line, Change* change);

}  // namespace vigie::entities

#endif  // VIGIE_ENTITIES_CHANGE_H_
