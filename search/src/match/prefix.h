// Which words a prefix stands for.
#ifndef VIGIE_MATCH_PREFIX_H_
#define VIGIE_MATCH_PREFIX_H_

#include <string>
#include <string_view>

namespace vigie::match {

// What prefixes compare of a folded form: hyphens and apostrophes do not
// count, so that semicond* finds semi-conducteur and semi-cond* finds
// semiconducteur, which the index holds as one form.
std::string PrefixLetters(std::string_view form);

// Whether a word of that form starts with `letters`, which are PrefixLetters.
// O(letters).
bool StartsWithLetters(std::string_view form, std::string_view letters);

}  // namespace vigie::match

#endif  // VIGIE_MATCH_PREFIX_H_
