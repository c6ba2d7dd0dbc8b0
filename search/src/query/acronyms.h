// Acronyms among the words of a query, and what they stand for.
#ifndef VIGIE_QUERY_ACRONYMS_H_
#define VIGIE_QUERY_ACRONYMS_H_

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "query/leaf_text.h"

namespace vigie::query {

// The other names of what units [first, last) name.
struct Equivalents {
  size_t last = 0;
  std::vector<std::string> texts;  // as in the list, at least one
};

// The longest acronym or expansion of the shipped list that begins at unit
// `first`. An acronym that the list marks as a word too is typed in capitals
// or as the list has it; others in any case. An expansion is found whatever the
// forms of its words. Thread-safe.
std::optional<Equivalents> FindEquivalents(const LeafText& text, size_t first);

}  // namespace vigie::query

#endif  // VIGIE_QUERY_ACRONYMS_H_
