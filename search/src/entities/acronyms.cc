#include "entities/acronyms.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

namespace vigie::entities {
namespace {

using analysis::Token;
using Words = std::string_view;

constexpr uint32_t kMostLetters = 10;
constexpr uint32_t kMostWords = 14;

// Folded nouns with which the names of bodies begin.
constexpr std::array kBodies = {
    Words("agence"),        Words("alliance"),      Words("assemblee"),
    Words("association"),   Words("autorite"),      Words("banque"),
    Words("bureau"),        Words("caisse"),        Words("centre"),
    Words("chambre"),       Words("collectif"),     Words("comite"),
    Words("commissariat"),  Words("commission"),    Words("communaute"),
    Words("compagnie"),     Words("confederation"), Words("conseil"),
    Words("convention"),    Words("coordination"),  Words("cour"),
    Words("delegation"),    Words("direction"),     Words("ecole"),
    Words("etablissement"), Words("federation"),    Words("fondation"),
    Words("fonds"),         Words("force"),         Words("forces"),
    Words("forum"),         Words("front"),         Words("groupe"),
    Words("groupement"),    Words("haut"),          Words("haute"),
    Words("inspection"),    Words("institut"),      Words("laboratoire"),
    Words("ligue"),         Words("mission"),       Words("mouvement"),
    Words("observatoire"),  Words("office"),        Words("ordre"),
    Words("organisation"),  Words("parquet"),       Words("parti"),
    Words("reseau"),        Words("secretariat"),   Words("section"),
    Words("service"),       Words("societe"),       Words("syndicat"),
    Words("union"),         Words("universite")};
constexpr std::array kEvents = {
    Words("biennale"), Words("championnat"), Words("championnats"),
    Words("coupe"),    Words("festival"),    Words("foire"),
    Words("jeux"),     Words("salon"),       Words("sommet"),
    Words("tournoi"),  Words("trophee")};

template <typename List>
bool Holds(const List& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }

// An acronym is written in capitals (AMF), or as a name (Arcom). It has no
// digit.
bool IsAcronym(const Lattice& lattice, uint32_t position) {
  const Token& token = lattice.plain(position);
  if (lattice.inside_compound(position) ||
      lattice.inside_compound(position + 1)) {
    return false;
  }
  const size_t letters = token.form.size();
  if ((token.flags & (analysis::kHasDigit | analysis::kInnerCaps)) != 0 ||
      letters > kMostLetters) {
    return false;
  }
  const bool capitals = (token.flags & analysis::kAllCaps) != 0;
  return capitals ? letters >= 2
                  : letters >= 4 && (token.flags & analysis::kCapitalized) != 0;
}

// What a word can give: its own beginning, and each capital inside it with
// what follows.
class Spelling {
 public:
  Spelling(const Lattice& lattice, const Positions& words,
           std::string_view letters)
      : letters_(letters) {
    for (uint32_t p = words.begin; p < words.end; ++p) {
      const Token& token = lattice.plain(p);
      words_.push_back(
          {token.form, (token.flags & analysis::kStopWord) != 0 &&
                           (token.flags & analysis::kCapitalized) == 0});
      const std::string_view surface = lattice.slice(token.range);
      if ((token.flags & analysis::kInnerCaps) == 0 ||
          surface.size() != token.form.size()) {
        continue;
      }
      for (size_t i = 1; i < surface.size(); ++i) {
        if (IsUpper(surface[i])) {
          words_.push_back(
              {std::string_view(token.form).substr(i), /*small=*/true});
        }
      }
    }
  }

  bool Fits(bool letter_for_letter) const {
    uint32_t content = 0;
    for (const Word& word : words_) content += word.small ? 0 : 1;
    const uint32_t skips = letter_for_letter ? 0 : (content - 1) / 2;
    return Match(0, 0, skips, 0);
  }

 private:
  struct Word {
    std::string_view form;
    bool small = false;  // may be left out
  };

  // From word `at` and letter `letter`; `skips` content words may still be left
  // out; `givers` words have given letters.
  bool Match(size_t at, size_t letter, uint32_t skips, uint32_t givers) const {
    if (at == words_.size()) return letter == letters_.size() && givers >= 2;
    const Word& word = words_[at];
    for (size_t take = 1; take <= 3 && letter + take <= letters_.size() &&
                          take <= word.form.size() &&
                          word.form[take - 1] == letters_[letter + take - 1];
         ++take) {
      if (Match(at + 1, letter + take, skips, givers + 1)) return true;
    }
    if (at == 0) return false;
    if (word.small) return Match(at + 1, letter, skips, givers);
    return skips > 0 && Match(at + 1, letter, skips - 1, givers);
  }

  std::string_view letters_;
  std::vector<Word> words_;
};

// Joined by spaces, hyphens and elisions alone.
bool IsOneRun(const Lattice& lattice, const Positions& words) {
  for (uint32_t p = words.begin + 1; p < words.end; ++p) {
    const Token& left = lattice.plain(p - 1);
    const Token& right = lattice.plain(p);
    if (left.sentence != right.sentence ||
        lattice.gap(left, right).find_first_of(",;:()[]/\"\n") !=
            std::string_view::npos) {
      return false;
    }
  }
  return true;
}

class Finder {
 public:
  Finder(const Lattice& lattice, const NameEnds& names)
      : lattice_(lattice), names_(names) {}

  std::vector<Definition> Run() {
    const std::string_view text = lattice_.text();
    for (size_t open = text.find('('); open != std::string_view::npos;
         open = text.find('(', open + 1)) {
      const size_t close = text.find_first_of("()\n", open + 1);
      if (close == std::string_view::npos) break;
      if (text[close] == ')') Judge(open, close);
    }
    return std::move(found_);
  }

 private:
  // The first position that begins at byte `at` or behind.
  uint32_t PositionAt(size_t at) const {
    uint32_t low = 0;
    uint32_t high = lattice_.positions();
    while (low < high) {
      const uint32_t middle = low + (high - low) / 2;
      (lattice_.plain(middle).range.begin < at ? low : high) =
          lattice_.plain(middle).range.begin < at ? middle + 1 : middle;
    }
    return low;
  }

  void Judge(size_t open, size_t close) {
    const Positions inside{PositionAt(open), PositionAt(close)};
    if (inside.begin == 0 || inside.end <= inside.begin) return;
    const Token& before = lattice_.plain(inside.begin - 1);
    const Token& first = lattice_.plain(inside.begin);
    if (before.sentence != first.sentence || !IsBracketGap(before, open)) {
      return;
    }
    const std::string_view behind = lattice_.text().substr(
        lattice_.plain(inside.end - 1).range.end,
        close - lattice_.plain(inside.end - 1).range.end);
    if (!behind.empty()) return;
    if (inside.end - inside.begin == 1) {
      if (first.range.begin != open + 1) return;
      const std::optional<Positions> words = WordsBefore(inside.begin);
      if (words.has_value()) found_.push_back({inside, *words});
      return;
    }
    const Positions acronym{inside.begin - 1, inside.begin};
    if (inside.end - inside.begin > kMostWords ||
        !IsAcronym(lattice_, acronym.begin) || !IsOneRun(lattice_, inside)) {
      return;
    }
    Positions words = inside;
    while (words.begin + 1 < words.end &&
           (lattice_.plain(words.begin).flags & analysis::kStopWord) != 0) {
      ++words.begin;
    }
    const bool named = names_.BeginOf(words.end) == words.begin;
    if ((named && SpellsOut(lattice_, words, acronym.begin)) ||
        IsSpelledBody(words, acronym.begin)) {
      found_.push_back({acronym, words});
    }
  }

  bool IsBracketGap(const Token& before, size_t open) const {
    const std::string_view gap =
        lattice_.text().substr(before.range.end, open - before.range.end);
    return gap.empty() || gap == " " || gap == "\xC2\xA0";
  }

  // The words before a bracket that holds the acronym at `acronym`.
  std::optional<Positions> WordsBefore(uint32_t acronym) const {
    if (!IsAcronym(lattice_, acronym)) return std::nullopt;
    const uint32_t name = names_.BeginOf(acronym);
    if (name < acronym && SpellsOut(lattice_, {name, acronym}, acronym)) {
      return Positions{name, acronym};
    }
    const uint32_t least = acronym > kMostWords ? acronym - kMostWords : 0;
    for (uint32_t begin = acronym - 1; begin-- > least;) {
      if (!IsOneRun(lattice_, {begin, acronym})) break;
      if (IsSpelledBody({begin, acronym}, acronym)) {
        return Positions{begin, acronym};
      }
    }
    return std::nullopt;
  }

  bool IsSpelledBody(const Positions& words, uint32_t acronym) const {
    const Token& first = lattice_.plain(words.begin);
    if (words.end - words.begin < 2 ||
        (first.flags & analysis::kCapitalized) == 0 ||
        (!Holds(kBodies, first.form) && !Holds(kEvents, first.form))) {
      return false;
    }
    return Spelling(lattice_, words, lattice_.plain(acronym).form).Fits(true);
  }

  const Lattice& lattice_;
  const NameEnds& names_;
  std::vector<Definition> found_;
};

}  // namespace

bool SpellsOut(const Lattice& lattice, const Positions& long_form,
               uint32_t acronym) {
  return long_form.end - long_form.begin >= 2 && IsAcronym(lattice, acronym) &&
         Spelling(lattice, long_form, lattice.plain(acronym).form).Fits(false);
}

std::vector<Definition> FindDefinitions(const Lattice& lattice,
                                        const NameEnds& names) {
  if (lattice.positions() == 0) return {};
  return Finder(lattice, names).Run();
}

bool IsEventNoun(std::string_view form) { return Holds(kEvents, form); }

}  // namespace vigie::entities
