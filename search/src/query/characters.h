// The characters of a query string: white space, quotation marks, letters.
#ifndef VIGIE_QUERY_CHARACTERS_H_
#define VIGIE_QUERY_CHARACTERS_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "query/diagnostics.h"

namespace vigie::query {

// One decoded character. At the end of the text: code 0, size 0.
struct Character {
  char32_t code = 0;
  uint32_t size = 0;  // bytes
};

// REQUIRES valid UTF-8 and `at` on a character, or at the end.
Character CharacterAt(std::string_view text, uint32_t at);

// White space of any width, controls and the byte order mark.
bool IsSpace(char32_t code);
bool IsLetter(char32_t code);  // combining marks included
bool IsLowerCase(char32_t code);
bool IsLetterOrDigit(char32_t code);

// " « » “ ”. Apostrophes are not quotation marks.
bool IsQuote(char32_t code);
// The mark that closes what `code` opens; 0 when it opens nothing (» and ”).
char32_t ClosingQuote(char32_t code);

// `query` as valid UTF-8 of the same length: each byte that does not decode
// becomes a space, so that ranges stay those of the query as typed.
std::string RepairUtf8(std::string_view query, Diagnostics& diagnostics);

}  // namespace vigie::query

#endif  // VIGIE_QUERY_CHARACTERS_H_
