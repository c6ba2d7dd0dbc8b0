#include "entities/word_class.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "entities/surface.h"

namespace vigie::entities {
namespace {

// Folded forms: articles, possessives, prepositions. « leur » and « la » may
// be objects of a verb too: rarer in the press.
constexpr std::array<std::string_view, 44> kAnnounceNouns = {
    "le",        "la",       "les",  "un",    "une",   "des",    "du",
    "au",        "aux",      "ce",   "cet",   "cette", "ces",    "mon",
    "ma",        "mes",      "son",  "sa",    "ses",   "notre",  "nos",
    "votre",     "vos",      "leur", "leurs", "aucun", "aucune", "chaque",
    "plusieurs", "quelques", "de",   "en",    "par",   "sans",   "avec",
    "contre",    "pour",     "sur",  "dans",  "entre", "vers",   "et",
    "ou",        "chez"};
// Of these the ones that a verb follows no less than a noun.
constexpr std::array<std::string_view, 10> kAnnounceBoth = {
    "en", "par", "sans", "pour", "et", "ou", "entre", "contre", "leur", "de"};

template <size_t kSize>
bool Contains(const std::array<std::string_view, kSize>& words,
              std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

bool MayBe(SetItem::WordClass word_class, const Lattice& lattice,
           uint32_t position) {
  if (word_class == SetItem::WordClass::kAny) return true;
  const bool wants_noun = word_class == SetItem::WordClass::kNoun;
  const analysis::Token& token = lattice.plain(position);
  const std::string elided =
      PlainTypography(ElidedWordBefore(lattice.text(), token.range.begin));
  if (!elided.empty()) {
    const char first = static_cast<char>(elided[0] | 0x20);
    const bool announces_noun =
        elided.size() == 2 && (first == 'l' || first == 'd');
    return wants_noun == announces_noun;
  }
  if (position == 0) return true;
  const analysis::Token& before = lattice.plain(position - 1);
  if (before.sentence != token.sentence ||
      !JoinsWords(lattice.gap(before, token))) {
    return true;
  }
  const bool announces_noun = (before.flags & analysis::kHasDigit) != 0 ||
                              Contains(kAnnounceNouns, before.form);
  return wants_noun ? announces_noun
                    : !announces_noun || Contains(kAnnounceBoth, before.form);
}

}  // namespace vigie::entities
