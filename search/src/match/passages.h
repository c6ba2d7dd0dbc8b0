// The sentences that show why an article matched.
#ifndef VIGIE_MATCH_PASSAGES_H_
#define VIGIE_MATCH_PASSAGES_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "match/evidence.h"
#include "match/text_layout.h"
#include "vigie/search.h"

namespace vigie::match {

// The best `count` sentences of the text, in its order: those that show more
// distinct parts of the query first, then by score. A sentence is scored as a
// document of its own: BM25 with k1 1.2, b .75 and a mean length of 87
// characters, each part weighed by its rarity in this article, times a norm
// that prefers the beginning. Without evidence in the text: its first
// sentence, without highlights. `layout` is that of `text`.
std::vector<Passage> MakePassages(std::string_view text,
                                  const TextLayout& layout,
                                  const Evidence& evidence, uint32_t count);

// Ranges of the evidence in the title, ordered and disjoint.
std::vector<ByteRange> TitleHighlights(const Evidence& evidence);

}  // namespace vigie::match

#endif  // VIGIE_MATCH_PASSAGES_H_
