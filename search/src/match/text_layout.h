// Where the words and sentences of a text stand, without the words.
#ifndef VIGIE_MATCH_TEXT_LAYOUT_H_
#define VIGIE_MATCH_TEXT_LAYOUT_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/token.h"
#include "vigie/article.h"

namespace vigie::match {

struct TextLayout {
  // A token that does not just lie from the beginning of its first position's
  // token to the end of its last one's.
  struct Other {
    ByteRange positions;
    ByteRange range;
  };

  // Bytes from the first to the last of these positions. Positions outside of
  // the text, which damaged columns may give, have none.
  ByteRange RangeOf(ByteRange positions) const;

  std::vector<ByteRange> tokens;     // by position, in bytes
  std::vector<Other> others;         // in order of the text
  std::vector<ByteRange> sentences;  // WholeQuotations of the text
};

// Without sentences.
TextLayout LayOutWords(const analysis::AnalyzedText& analyzed);
TextLayout LayOut(std::string_view text,
                  const analysis::AnalyzedText& analyzed);
// Analyses the text.
TextLayout LayOut(std::string_view text);

// Two bytes a token or a little more. O(tokens).
std::string PackLayout(const TextLayout& layout);
// The inverse; reuses the memory of `layout`.
void UnpackLayout(std::string_view packed, TextLayout* layout);

}  // namespace vigie::match

#endif  // VIGIE_MATCH_TEXT_LAYOUT_H_
