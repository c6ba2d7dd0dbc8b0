#include "entities/road_numbers.h"

#include <algorithm>
#include <array>

#include "entities/name_words.h"

namespace vigie::entities {
namespace {

using analysis::Token;

// What a road's number has, among others.
constexpr uint16_t kBoth = analysis::kCapitalized | analysis::kHasDigit;

// Folded forms, sorted.
constexpr std::array<std::string_view, 11> kRoadWords = {
    "autoroute",    "autoroutes", "bretelle", "departementale",
    "echangeur",    "echangeurs", "peage",    "peages",
    "peripherique", "rocade",     "route"};

bool IsRoadWord(const Token& token) {
  return std::binary_search(kRoadWords.begin(), kRoadWords.end(),
                            std::string_view(token.form));
}

// A300, A310... to A400, and their versions.
bool IsAircraft(std::string_view digits) {
  return digits.size() == 3 &&
         ((digits[0] == '3' && digits[2] == '0') || digits == "318" ||
          digits == "319" || digits == "321" || digits == "400");
}

bool LooksLikeRoadNumber(std::string_view surface) {
  if (surface.size() < 2 || surface.size() > 5) return false;
  const std::string_view digits = surface.substr(1);
  if (digits.find_first_not_of("0123456789") != std::string_view::npos ||
      digits[0] == '0') {
    return false;
  }
  switch (surface[0]) {
    case 'A':
      return digits.size() <= 3 && !IsAircraft(digits);
    case 'N':
      return digits.size() <= 4;
    case 'D':
      return digits.size() >= 2;
    default:
      return false;
  }
}

}  // namespace

std::vector<uint32_t> FindRoadNumbers(std::string_view text,
                                      const analysis::AnalyzedText& analyzed) {
  std::vector<uint32_t> found;
  // Most texts have none that looks like one.
  if (std::none_of(
          analyzed.tokens.begin(), analyzed.tokens.end(),
          [](const Token& token) { return (token.flags & kBoth) == kBoth; })) {
    return found;
  }
  const std::vector<const Token*> tokens = PlainTokens(analyzed);
  const Token* before = nullptr;
  bool before_is_number = false;
  for (uint32_t i = 0; i < tokens.size(); ++i) {
    const Token& token = *tokens[i];
    const bool number =
        (token.flags & kBoth) == kBoth &&
        LooksLikeRoadNumber(text.substr(token.range.begin, token.range.size()));
    const bool after_name =
        before != nullptr && !before_is_number &&
        (before->flags & analysis::kCapitalized) != 0 &&
        text.substr(before->range.end, token.range.begin - before->range.end) ==
            " " &&
        !IsRoadWord(*before);
    if (number && !after_name) found.push_back(i);
    before = &token;
    before_is_number = number;
  }
  if (found.empty() ||
      std::none_of(tokens.begin(), tokens.end(),
                   [](const Token* token) { return IsRoadWord(*token); })) {
    return {};
  }
  return found;
}

}  // namespace vigie::entities
