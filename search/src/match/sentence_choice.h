// Which sentences passages show, told before they are analysed.
#ifndef VIGIE_MATCH_SENTENCE_CHOICE_H_
#define VIGIE_MATCH_SENTENCE_CHOICE_H_

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "index/segment.h"
#include "match/paragraph_sentences.h"
#include "match/spans.h"

namespace vigie::match {

// A sentence that is shown, of a paragraph whose sentences are apart.
struct ChosenSentence {
  size_t paragraph = 0;
  ByteRange bytes;
  ByteRange positions;
  bool words = false;  // that are marked; else only mentions are
};

struct SentenceChoice {
  std::vector<bool> paragraphs;           // to be analysed as a whole
  std::vector<ChosenSentence> sentences;  // in order
};

// Where the `count` sentences stand that MakePassages takes of `found`, or may
// stand. `marks`: of the text's positions. O(bytes of paragraphs with matches).
SentenceChoice ChooseSentences(std::string_view text,
                               const std::vector<ParagraphPlace>& places,
                               index::Span<uint8_t> marks,
                               const std::vector<Match>& found, size_t count);

}  // namespace vigie::match

#endif  // VIGIE_MATCH_SENTENCE_CHOICE_H_
