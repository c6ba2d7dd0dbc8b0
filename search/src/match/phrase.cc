#include "match/phrase.h"

#include <algorithm>
#include <numeric>
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

PhrasePlace PlaceOf(const Token& token) {
  return {token.range, {token.position, token.position + token.length}};
}

}  // namespace

std::vector<PhrasePlace> PhrasePlaces(
    const std::vector<Token>& tokens, const std::vector<query::TermSpec>& terms,
    const std::vector<const TokenList*>& lists) {
  std::vector<PhrasePlace> places;
  if (terms.empty()) return places;
  for (const uint32_t first : *lists.front()) {
    PhrasePlace place = PlaceOf(tokens[first]);
    bool complete = true;
    for (size_t i = 1; i < terms.size() && complete; ++i) {
      const uint32_t position =
          tokens[first].position + terms[i].offset - terms.front().offset;
      const Token* token = TokenAt(tokens, *lists[i], position);
      complete = token != nullptr;
      if (!complete) break;
      const PhrasePlace more = PlaceOf(*token);
      place.range.begin = std::min(place.range.begin, more.range.begin);
      place.range.end = std::max(place.range.end, more.range.end);
      place.tokens.end = std::max(place.tokens.end, more.tokens.end);
    }
    if (complete) places.push_back(place);
  }
  return places;
}

TokenList OrderByForm(const std::vector<Token>& tokens) {
  TokenList order(tokens.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
    return tokens[a].form < tokens[b].form;
  });
  return order;
}

std::vector<PhrasePlace> PrefixPlaces(const std::vector<Token>& tokens,
                                      const TokenList& by_form,
                                      std::string_view prefix) {
  const auto starts = [&](uint32_t token) {
    return std::string_view(tokens[token].form).substr(0, prefix.size());
  };
  auto at = std::lower_bound(by_form.begin(), by_form.end(), prefix,
                             [&](uint32_t token, std::string_view wanted) {
                               return starts(token) < wanted;
                             });
  TokenList found;
  for (; at != by_form.end() && starts(*at) == prefix; ++at) {
    found.push_back(*at);
  }
  std::sort(found.begin(), found.end());
  std::vector<PhrasePlace> places;
  for (const uint32_t token : found) places.push_back(PlaceOf(tokens[token]));
  return places;
}

}  // namespace vigie::match
