// The sentences of a paragraph, told before it is analysed.
#ifndef VIGIE_MATCH_PARAGRAPH_SENTENCES_H_
#define VIGIE_MATCH_PARAGRAPH_SENTENCES_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "index/segment.h"
#include "match/text_layout.h"
#include "vigie/article.h"

namespace vigie::match {

// A paragraph of a text.
struct ParagraphPlace {
  ByteRange bytes;
  ByteRange positions;
};

struct ParagraphSentences {
  std::vector<ByteRange> whole;      // WholeQuotations
  std::vector<ByteRange> positions;  // of the words in each; may be none
  // Whether they are those of LayOut for certain, and the words of each those
  // that it has by itself: what stands between them keeps words apart.
  bool apart = false;
};

// `marks`: of the text's positions in the token column, which tell how many
// sentences have words. Nothing where they do not tell which words are in which
// sentence; then the paragraph has to be analysed. O(bytes).
std::optional<ParagraphSentences> FindSentences(std::string_view text,
                                                const ParagraphPlace& place,
                                                index::Span<uint8_t> marks);

// The words of one sentence of a paragraph whose sentences are `apart`, from
// its first byte and position on; nothing where they are not what the marks
// say. O(bytes of the sentence).
std::optional<TextLayout> LayOutSentence(std::string_view sentence,
                                         index::Span<uint8_t> marks);

}  // namespace vigie::match

#endif  // VIGIE_MATCH_PARAGRAPH_SENTENCES_H_
