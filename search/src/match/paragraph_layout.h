// Where words and sentences stand in some paragraphs of a text.
#ifndef VIGIE_MATCH_PARAGRAPH_LAYOUT_H_
#define VIGIE_MATCH_PARAGRAPH_LAYOUT_H_

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "index/segment.h"
#include "match/spans.h"
#include "match/text_layout.h"

namespace vigie::match {

// LayOut(text), but only of the paragraphs in which one of `found` stands in
// the text, or of the first when none does: paragraphs are analysed one by one.
// Sentences of others are missing, their positions have the range {0, 0}.
// `marks`: of the text's positions in the token column, which tell what
// position a paragraph begins with. Nothing when the text has other paragraphs
// than they say. O(text), a fraction of LayOut.
std::optional<TextLayout> LayOutAround(std::string_view text,
                                       index::Span<uint8_t> marks,
                                       const std::vector<Match>& found);

// The same, but of those sentences only that MakePassages takes of `found` when
// it takes `passages`; where words cannot be told without it, of all of their
// paragraph.
std::optional<TextLayout> LayOutAround(std::string_view text,
                                       index::Span<uint8_t> marks,
                                       const std::vector<Match>& found,
                                       uint32_t passages);

}  // namespace vigie::match

#endif  // VIGIE_MATCH_PARAGRAPH_LAYOUT_H_
