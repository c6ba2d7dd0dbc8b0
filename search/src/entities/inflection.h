// Telling inflected forms of one word from words derived of it, which the
// chain's light stem may merge for searching.
#ifndef VIGIE_ENTITIES_INFLECTION_H_
#define VIGIE_ENTITIES_INFLECTION_H_

#include <string_view>

namespace vigie::entities {

// Whether two folded forms of equal stem can be one word: « robots » and
// « robot » can, « robots » and « robotique » cannot. O(length).
bool SameWord(std::string_view a, std::string_view b);

}  // namespace vigie::entities

#endif  // VIGIE_ENTITIES_INFLECTION_H_
