#include "match/phrase.h"

#include <algorithm>
#include <string>

#include "match/prefix.h"

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

std::vector<PhrasePlace> WordPlacesOf(const std::vector<Token>& tokens,
                                      const TokenList& list) {
  std::vector<PhrasePlace> places;
  places.reserve(list.size());
  for (const uint32_t token : list) places.push_back(PlaceOf(tokens[token]));
  return places;
}

LetterOrder OrderByLetters(const std::vector<Token>& tokens) {
  LetterOrder order;
  order.entries.reserve(tokens.size());
  for (uint32_t i = 0; i < tokens.size(); ++i) {
    order.entries.push_back({PrefixLetters(tokens[i].form), i});
  }
  std::sort(order.entries.begin(), order.entries.end(),
            [](const auto& a, const auto& b) { return a.letters < b.letters; });
  return order;
}

std::vector<PhrasePlace> PrefixPlaces(const std::vector<Token>& tokens,
                                      const LetterOrder& order,
                                      std::string_view prefix) {
  const std::string letters = PrefixLetters(prefix);
  const auto starts = [&](const LetterOrder::Entry& entry) {
    return std::string_view(entry.letters).substr(0, letters.size());
  };
  auto at = std::lower_bound(
      order.entries.begin(), order.entries.end(), letters,
      [&](const LetterOrder::Entry& entry, const std::string& wanted) {
        return starts(entry) < wanted;
      });
  TokenList found;
  for (; at != order.entries.end() && starts(*at) == letters; ++at) {
    found.push_back(at->token);
  }
  std::sort(found.begin(), found.end());
  return WordPlacesOf(tokens, found);
}

}  // namespace vigie::match
