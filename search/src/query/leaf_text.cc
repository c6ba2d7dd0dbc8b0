#include "query/leaf_text.h"

#include <algorithm>

#include "analysis/analyzer.h"

namespace vigie::query {
namespace {

using analysis::Token;

bool IsWord(const Token& token) {
  return (token.flags & (analysis::kJoin | analysis::kVariant)) == 0;
}

// The unit of tokens[first, last), all of positions [begin, end).
WordUnit MakeUnit(const std::vector<Token>& tokens, size_t first, size_t last) {
  WordUnit unit;
  unit.position_begin = tokens[first].position;
  unit.range = tokens[first].range;
  unit.stop_word = true;
  for (size_t i = first; i < last; ++i) {
    const Token& token = tokens[i];
    unit.position_end =
        std::max(unit.position_end, token.position + token.length);
    unit.range.begin = std::min(unit.range.begin, token.range.begin);
    unit.range.end = std::max(unit.range.end, token.range.end);
    if (!IsWord(token)) continue;
    unit.words.push_back(&token);
    unit.stop_word = unit.stop_word && (token.flags & analysis::kStopWord) != 0;
  }
  unit.elided = (tokens[first].flags & analysis::kElided) != 0;
  for (size_t i = last; i > first; --i) {
    const Token& token = tokens[i - 1];
    const bool whole = token.position == unit.position_begin &&
                       token.position + token.length == unit.position_end;
    if (whole && !IsWord(token)) unit.wholes.push_back(&token);
  }
  return unit;
}

std::vector<WordUnit> MakeUnits(const std::vector<Token>& tokens) {
  std::vector<WordUnit> units;
  size_t first = 0;
  while (first < tokens.size()) {
    uint32_t end = tokens[first].position + 1;
    size_t last = first;
    for (; last < tokens.size() && tokens[last].position < end; ++last) {
      end = std::max(end, tokens[last].position + tokens[last].length);
    }
    units.push_back(MakeUnit(tokens, first, last));
    first = last;
  }
  return units;
}

}  // namespace

LeafText::LeafText(const AstNode& leaf) {
  for (const AstWord& word : leaf.words) {
    if (!text_.empty()) text_ += ' ';
    pieces_.push_back({static_cast<uint32_t>(text_.size()), word.range.begin});
    text_ += word.text;
  }
  analyzed_ = analysis::Analyze(text_);
  units_ = MakeUnits(analyzed_.tokens);
}

uint32_t LeafText::InQuery(uint32_t at) const {
  const auto after = std::upper_bound(
      pieces_.begin(), pieces_.end(), at,
      [](uint32_t offset, const Piece& piece) { return offset < piece.begin; });
  const Piece& piece = *(after - 1);
  return piece.query_begin + (at - piece.begin);
}

ByteRange LeafText::InQuery(ByteRange range) const {
  // The last byte, not the end, tells the piece: an end may be the beginning
  // of the next one.
  return {InQuery(range.begin), InQuery(range.end - 1) + 1};
}

}  // namespace vigie::query
