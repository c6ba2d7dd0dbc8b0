#include "entities/word_class.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "entities/surface.h"

namespace vigie::entities {
namespace {

// Folded forms. « leur » and « la » may be objects too: rarer in the press.
constexpr std::array<std::string_view, 31> kAnnounceNouns = {
    "le",        "la",       "les",  "un",    "une",   "des",    "du",
    "au",        "aux",      "ce",   "cet",   "cette", "ces",    "mon",
    "ma",        "mes",      "son",  "sa",    "ses",   "notre",  "nos",
    "votre",     "vos",      "leur", "leurs", "aucun", "aucune", "chaque",
    "plusieurs", "quelques", "de"};
constexpr std::array<std::string_view, 12> kAnnounceVerbs = {
    "je",   "tu",  "il",    "elle", "on", "nous",
    "vous", "ils", "elles", "se",   "ne", "qui"};

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
  if (before.sentence != token.sentence) return true;
  return wants_noun ? !Contains(kAnnounceVerbs, before.form)
                    : !Contains(kAnnounceNouns, before.form);
}

}  // namespace vigie::entities
