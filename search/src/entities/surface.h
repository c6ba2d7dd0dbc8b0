// Comparing pieces of source text as a typesetter would not: straight and
// curly apostrophes, and all kinds of spaces and hyphens, are alike.
#ifndef VIGIE_ENTITIES_SURFACE_H_
#define VIGIE_ENTITIES_SURFACE_H_

#include <cstdint>
#include <string>
#include <string_view>

namespace vigie::entities {

// Apostrophes (U+2018, U+2019, U+02BC) become ', spaces (U+00A0, U+202F,
// U+2009, line ends, tabs; runs of them) one space, hyphens (U+2010, U+2011)
// become -, soft hyphens go. All else is kept.
std::string PlainTypography(std::string_view text);

// The elided word that ends at byte `at` of `text`, apostrophe included:
// "L’" before "Oréal". Empty if there is none.
std::string_view ElidedWordBefore(std::string_view text, uint32_t at);

// Whether two words of one name can be parted by `gap`, which holds any
// elided word too: no comma, stop at a clause, bracket, quotation mark or
// long dash.
bool JoinsWords(std::string_view gap);

// The first `count` characters of UTF-8 `text`, all of it if shorter.
std::string_view FirstCharacters(std::string_view text, size_t count);
size_t CountCharacters(std::string_view text);

}  // namespace vigie::entities

#endif  // VIGIE_ENTITIES_SURFACE_H_
