// Which paragraphs hold the sentences that passages show, told before they are
// analysed.
#ifndef VIGIE_MATCH_SENTENCE_CHOICE_H_
#define VIGIE_MATCH_SENTENCE_CHOICE_H_

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "index/segment.h"
#include "match/spans.h"

namespace vigie::match {

// A paragraph of a text.
struct ParagraphPlace {
  ByteRange bytes;
  ByteRange positions;
};

// By paragraph, in order: whether one of the `count` sentences stands there
// that MakePassages takes of `found`, or may stand there. `marks`: of the
// text's positions. REQUIRES matches in the text of words alone. O(text).
std::vector<bool> ChooseParagraphs(std::string_view text,
                                   const std::vector<ParagraphPlace>& places,
                                   index::Span<uint8_t> marks,
                                   const std::vector<Match>& found,
                                   size_t count);

}  // namespace vigie::match

#endif  // VIGIE_MATCH_SENTENCE_CHOICE_H_
