// The word lists that ship inside the library (search/data/french).
#ifndef VIGIE_QUERY_WORD_LISTS_H_
#define VIGIE_QUERY_WORD_LISTS_H_

#include <string_view>
#include <vector>

namespace vigie::query {

// The lines of a list, cut at their tabs, without comments and empty ones.
// The views are valid forever.
using ListLines = std::vector<std::vector<std::string_view>>;
ListLines AcronymLines();   // acronym, expansion and maybe ">"
ListLines WeakWordLines();  // word, weight

}  // namespace vigie::query

#endif  // VIGIE_QUERY_WORD_LISTS_H_
