#include "match/phrase.h"

#include <algorithm>
#include <optional>

namespace vigie::match {
namespace {

using analysis::Token;

// The first of `list` at `position`.
const Token* TokenAt(const std::vector<Token>& tokens, const TokenList& list,
                     uint32_t position) {
  const auto found = std::lower_bound(list.begin(), list.end(), position,
                                      [&](uint32_t token, uint32_t wanted) {
                                        return tokens[token].position < wanted;
                                      });
  if (found == list.end() || tokens[*found].position != position) {
    return nullptr;
  }
  return &tokens[*found];
}

}  // namespace

std::vector<ByteRange> PhraseRanges(
    const std::vector<Token>& tokens, const std::vector<query::TermSpec>& terms,
    const std::vector<const TokenList*>& lists) {
  std::vector<ByteRange> ranges;
  if (terms.empty()) return ranges;
  for (const uint32_t first : *lists.front()) {
    ByteRange range = tokens[first].range;
    bool complete = true;
    for (size_t i = 1; i < terms.size() && complete; ++i) {
      const uint32_t position =
          tokens[first].position + terms[i].offset - terms.front().offset;
      const Token* token = TokenAt(tokens, *lists[i], position);
      complete = token != nullptr;
      if (!complete) break;
      range.begin = std::min(range.begin, token->range.begin);
      range.end = std::max(range.end, token->range.end);
    }
    if (complete) ranges.push_back(range);
  }
  return ranges;
}

std::vector<ByteRange> PrefixRanges(const std::vector<Token>& tokens,
                                    std::string_view prefix) {
  std::vector<ByteRange> ranges;
  for (const Token& token : tokens) {
    if (std::string_view(token.form).substr(0, prefix.size()) == prefix) {
      ranges.push_back(token.range);
    }
  }
  return ranges;
}

}  // namespace vigie::match
