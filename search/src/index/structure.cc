#include "index/structure.h"

#include "text/character.h"

namespace vigie::index {
namespace {

// What stands between two words of a field.
uint8_t GapMark(std::string_view between) {
  if (between == "-" || between == "\u2010" || between == "\u2011") {
    return kMarkHyphen;
  }
  text::CharInfo scratch;
  for (size_t at = 0; at < between.size();) {
    const char32_t c = text::DecodeNext(between, &at);
    if (text::DescribeChar(c, &scratch).kind != text::CharKind::kSpace) {
      return 0;
    }
  }
  return between.empty() ? 0 : kMarkSpaced;
}

uint8_t MarkOf(const analysis::Token& token) {
  uint8_t mark = CaseMark(token);
  if ((token.flags & analysis::kQuoted) != 0) mark |= kMarkQuoted;
  if ((token.flags & analysis::kInLexicon) != 0) mark |= kMarkCommon;
  return mark;
}

}  // namespace

uint8_t CaseMark(const analysis::Token& token) {
  if ((token.flags & analysis::kAllCaps) != 0) return kMarkCase;
  if ((token.flags & analysis::kInnerCaps) != 0) return kMarkMixed;
  return (token.flags & analysis::kCapitalized) != 0 ? kMarkUpper : 0;
}

void AppendMarks(const analysis::AnalyzedText& analyzed, std::string_view text,
                 std::vector<uint8_t>* marks) {
  const size_t first = marks->size();
  marks->resize(first + analyzed.positions);
  const analysis::Token* before = nullptr;
  for (const analysis::Token& token : analyzed.tokens) {
    if ((token.flags & (analysis::kJoin | analysis::kVariant)) != 0) continue;
    uint8_t mark = MarkOf(token);
    if (before == nullptr || before->sentence != token.sentence) {
      mark |= kMarkSentence;
    }
    if (before == nullptr || before->paragraph != token.paragraph) {
      mark |= kMarkParagraph;
    }
    if (before != nullptr && before->range.end <= token.range.begin &&
        token.range.begin <= text.size()) {
      mark |= GapMark(text.substr(before->range.end,
                                  token.range.begin - before->range.end));
    }
    (*marks)[first + token.position] = mark;
    before = &token;
  }
}

}  // namespace vigie::index
