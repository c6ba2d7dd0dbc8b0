// Where words stand: sentences, paragraphs, quotations, capitals.
// One mark per token position, so that a place in an article is judged without
// its text.
#ifndef VIGIE_INDEX_STRUCTURE_H_
#define VIGIE_INDEX_STRUCTURE_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "analysis/token.h"

namespace vigie::index {

// Of the word at one position. Values are persisted: do not renumber.
enum Mark : uint8_t {
  kMarkSentence = 1U << 0,   // first of its sentence
  kMarkParagraph = 1U << 1,  // first of its paragraph
  kMarkQuoted = 1U << 2,     // inside « » or quotation marks
  kMarkUpper = 1U << 3,      // begins with a capital: Broadcom
  kMarkMixed = 1U << 4,      // has capitals further on: OpenAI
  kMarkCommon = 1U << 5,     // a word of the lexicon
  kMarkSpaced = 1U << 6,     // only white space since the word before it
  kMarkHyphen = 1U << 7,     // only a hyphen since the word before it
};
// The case of a word: both bits are all capitals, none no capital.
inline constexpr uint8_t kMarkCase = kMarkUpper | kMarkMixed;
uint8_t CaseMark(const analysis::Token& token);

// One byte of Mark per position of `analyzed`, which is the analysis of
// `text`. O(tokens).
void AppendMarks(const analysis::AnalyzedText& analyzed, std::string_view text,
                 std::vector<uint8_t>* marks);

}  // namespace vigie::index

#endif  // VIGIE_INDEX_STRUCTURE_H_
