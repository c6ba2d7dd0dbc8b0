// Words, phrases and prefixes found among the tokens of one field.
#ifndef VIGIE_MATCH_PHRASE_H_
#define VIGIE_MATCH_PHRASE_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/token.h"
#include "query/plan.h"
#include "vigie/article.h"

namespace vigie::match {

// Indexes into tokens, rising; one for each position, the longest.
using TokenList = std::vector<uint32_t>;

// From first to last token.
struct PhrasePlace {
  ByteRange range;   // bytes
  ByteRange tokens;  // positions
};

// Every place where each of `terms` stands at its offset; `lists[i]` are the
// tokens that are terms[i]. A word is a phrase of one. Tokens are as analysis
// orders them, by position.
std::vector<PhrasePlace> PhrasePlaces(
    const std::vector<analysis::Token>& tokens,
    const std::vector<query::TermSpec>& terms,
    const std::vector<const TokenList*>& lists);

// The places of `list`, which is of one word.
std::vector<PhrasePlace> WordPlacesOf(
    const std::vector<analysis::Token>& tokens, const TokenList& list);

// All tokens by the PrefixLetters of their form. Bytes of the letters are its
// own.
struct LetterOrder {
  struct Entry {
    std::string letters;
    uint32_t token = 0;
  };
  std::vector<Entry> entries;
};
LetterOrder OrderByLetters(const std::vector<analysis::Token>& tokens);

// Tokens that StartsWithLetters(PrefixLetters(prefix)), by position. `order` is
// OrderByLetters(tokens), made once for all prefixes. O(log tokens + found).
std::vector<PhrasePlace> PrefixPlaces(
    const std::vector<analysis::Token>& tokens, const LetterOrder& order,
    std::string_view prefix);

}  // namespace vigie::match

#endif  // VIGIE_MATCH_PHRASE_H_
