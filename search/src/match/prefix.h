// Which words a prefix stands for.
#ifndef VIGIE_MATCH_PREFIX_H_
#define VIGIE_MATCH_PREFIX_H_

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "query/plan.h"

namespace vigie::match {

// Words per prefix, and over all prefixes of a query.
inline constexpr uint32_t kWordsPerPrefix = 256;
inline constexpr uint32_t kWordsOfPrefixes = 4'096;

// What prefixes compare of a folded form: hyphens and apostrophes do not
// count, so that semicond* finds semi-conducteur and semi-cond* finds
// semiconducteur, which the index holds as one form.
std::string PrefixLetters(std::string_view form);

// Whether a word of that form starts with `letters`, which are PrefixLetters.
// O(letters).
bool StartsWithLetters(std::string_view form, std::string_view letters);

// The words that the prefixes of a query stand for, by the letters of the
// prefix and whether those of titles alone count: what the executor searched,
// even where there are more.
using PrefixWords =
    std::map<std::pair<std::string, bool>, std::vector<std::string>>;

// Of a kPrefix; empty when it is not there.
const std::vector<std::string>& WordsOf(const PrefixWords& prefixes,
                                        const query::PlanNode& prefix);
std::pair<std::string, bool> PrefixKey(const query::PlanNode& prefix);

}  // namespace vigie::match

#endif  // VIGIE_MATCH_PREFIX_H_
