#include "entities/inflection.h"

#include <algorithm>
#include <array>

namespace vigie::entities {
namespace {

// Endings that make one word of another. Feminine forms of -eur, -ier and -if
// are inflection and not listed.
constexpr std::array<std::string_view, 13> kDerived = {
    "ement", "iment", "ument", "tion", "sion", "ique", "isme",
    "iste",  "teur",  "eur",   "age",  "ance", "ence"};

constexpr std::array<std::string_view, 3> kFeminineOfEur = {"euse", "rice",
                                                            "eresse"};

bool EndsWith(std::string_view word, std::string_view ending) {
  return word.size() > ending.size() &&
         word.substr(word.size() - ending.size()) == ending;
}

std::string_view WithoutPlural(std::string_view word) {
  const bool plural =
      word.size() > 2 && (word.back() == 's' || word.back() == 'x');
  return plural ? word.substr(0, word.size() - 1) : word;
}

bool IsFeminineOf(std::string_view feminine, std::string_view masculine) {
  return EndsWith(masculine, "eur") &&
         std::any_of(kFeminineOfEur.begin(), kFeminineOfEur.end(),
                     [&](std::string_view ending) {
                       return EndsWith(feminine, ending);
                     });
}

// Whether `word` has an ending that derives, beyond what it shares.
bool IsDerived(std::string_view word, size_t shared) {
  // The last letter changes in verbs: fabrique, fabriquons.
  return shared + 1 < word.size() &&
         std::any_of(
             kDerived.begin(), kDerived.end(),
             [&](std::string_view ending) { return EndsWith(word, ending); });
}

}  // namespace

bool SameWord(std::string_view a, std::string_view b) {
  const std::string_view left = WithoutPlural(a);
  const std::string_view right = WithoutPlural(b);
  if (IsFeminineOf(left, right) || IsFeminineOf(right, left)) return true;
  const size_t shared = static_cast<size_t>(
      std::mismatch(left.begin(), left.end(), right.begin(), right.end())
          .first -
      left.begin());
  return !IsDerived(left, shared) && !IsDerived(right, shared);
}

}  // namespace vigie::entities
