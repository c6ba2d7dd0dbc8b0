// Lines of a dictionary file parsed by several threads.
#ifndef VIGIE_ENTITIES_ENTRIES_AHEAD_H_
#define VIGIE_ENTITIES_ENTRIES_AHEAD_H_

#include <string>
#include <string_view>
#include <vector>

#include "entities/entry_parser.h"

namespace vigie::entities {

// What ParseEntry gave.
struct ParsedLine {
  Entry entry;
  std::string fault;
};

// Parses each of `lines`, on four threads at most when there are many.
// O(bytes).
std::vector<ParsedLine> ParseAhead(const std::vector<std::string_view>& lines);

}  // namespace vigie::entities

#endif  // VIGIE_ENTITIES_ENTRIES_AHEAD_H_
