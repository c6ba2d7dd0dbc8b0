// THE schema table: everything persisted that has a name or a number. Do not
// renumber or reuse; add, and raise kFormatVersion when old readers would be
// wrong.
#ifndef VIGIE_INDEX_SCHEMA_H_
#define VIGIE_INDEX_SCHEMA_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "vigie/mention.h"

namespace vigie::index {

inline constexpr uint32_t kFormatVersion = 3;

// Term prefixes of a segment's Xapian database. Q, the article id, was one
// until format 2. Accented forms are there with IndexOptions.positions alone:
// others ask the token column.
inline constexpr std::string_view kPrefixForm = "F";   // folded form, any field
inline constexpr std::string_view kPrefixStem = "Z";   // stem, any field
inline constexpr std::string_view kPrefixExact = "A";  // accented form
inline constexpr std::string_view kPrefixTitleForm = "SF";  // title only
inline constexpr std::string_view kPrefixTitleStem = "SZ";
inline constexpr std::string_view kPrefixTitleExact = "SA";
inline constexpr std::string_view kPrefixEntity = "XE";      // entity id
inline constexpr std::string_view kPrefixEntityType = "XT";  // type name
inline constexpr std::string_view kPrefixSource = "XS";      // FoldName(source)
inline constexpr std::string_view kPrefixAuthor = "XA";      // FoldName(author)
inline constexpr std::string_view kPrefixAttribute = "XF";   // name=value

// Value slots.
inline constexpr uint32_t kSlotDay = 0;  // sortable_serialise(ParisDay)

// wdf that one occurrence adds: the title's count double (measured in
// notes: title tf x 2), and as much on the title-only prefixes.
inline constexpr uint32_t kTextWdf = 1;
inline constexpr uint32_t kTitleWdf = 2;

// The wdf of a document, summed: form and stem of each token, those of the
// title once more on the title-only prefixes.
inline constexpr uint32_t DocumentLength(uint32_t title_tokens,
                                         uint32_t text_tokens) {
  return 4 * kTitleWdf * title_tokens + 2 * kTextWdf * text_tokens;
}

// Positions of the title start at 1, those of the text follow after this gap,
// so that no phrase runs from one into the other.
inline constexpr uint32_t kFieldPositionGap = 100;
inline constexpr uint32_t kTitlePosition = 1;
// Position of the text's first token after a title of so many positions.
inline constexpr uint32_t TextPosition(uint32_t title_positions) {
  return kTitlePosition + title_positions + kFieldPositionGap;
}

// First-stage ranking: BM25 k1 1.2, b .75 over form and stem, mixed.
inline constexpr double kFormWeight = 0.3;
inline constexpr double kStemWeight = 0.7;

// prefix + value, cut to Xapian's 245-byte limit at a character when longer,
// with a hash of the whole appended so that cut terms stay distinct.
std::string Term(std::string_view prefix, std::string_view value);

// The filter term of a value of a declared attribute, as it is written.
std::string AttributeTerm(std::string_view name, std::string_view value);

}  // namespace vigie::index

#endif  // VIGIE_INDEX_SCHEMA_H_
