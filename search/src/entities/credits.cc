#include "entities/credits.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace vigie::entities {
namespace {

using analysis::Token;

// Longer brackets and sentences say more than who wrote.
constexpr uint32_t kMostWords = 8;

// Folded forms that stand in credits beside names.
constexpr std::array<std::string_view, 12> kCreditWords = {
    "avec",   "source", "sources", "agence", "agences", "photo",
    "photos", "credit", "credits", "par",    "video",   "et"};
constexpr std::array<std::string_view, 8> kAnnouncing = {
    "avec", "source", "sources", "photo", "photos", "credit", "credits", "par"};

template <size_t kSize>
bool Contains(const std::array<std::string_view, kSize>& words,
              std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool IsCreditWord(const Token& token) {
  return (token.flags & analysis::kCapitalized) != 0 ||
         Contains(kCreditWords, token.form);
}

bool IsSpace(char c) { return c == ' ' || c == '\t'; }

// What stands before `at` on its line, blanks dropped at its end.
std::string_view LineBefore(std::string_view text, uint32_t at) {
  const size_t line = text.substr(0, at).rfind('\n');
  const size_t begin = line == std::string_view::npos ? 0 : line + 1;
  std::string_view before = text.substr(begin, at - begin);
  while (!before.empty() && IsSpace(before.back())) before.remove_suffix(1);
  return before;
}

bool EndsWith(std::string_view text, std::string_view end) {
  return text.size() >= end.size() &&
         text.substr(text.size() - end.size()) == end;
}

// Whether nothing but a full stop or a bracket follows on the line.
bool EndsLine(std::string_view text, uint32_t at) {
  while (at < text.size() &&
         (IsSpace(text[at]) || text[at] == '.' || text[at] == ')')) {
    ++at;
  }
  return at >= text.size() || text[at] == '\n' || text[at] == '\r';
}

// Whether the words of [begin, end) besides those of the name are names or
// words of credit, and few.
bool HoldsOnlyCredit(const Lattice& lattice, const Positions& words,
                     const Positions& name) {
  if (words.end - words.begin > kMostWords) return false;
  for (uint32_t p = words.begin; p < words.end; ++p) {
    const bool own = p >= name.begin && p < name.end;
    if (!own && !IsCreditWord(lattice.plain(p))) return false;
  }
  return true;
}

bool IsInCreditBracket(const Lattice& lattice, const Place& place) {
  const std::string_view text = lattice.text();
  const std::string_view line = LineBefore(text, place.range.begin);
  const size_t open = line.rfind('(');
  if (open == std::string_view::npos ||
      line.find(')', open) != std::string_view::npos) {
    return false;
  }
  const auto open_at = static_cast<uint32_t>(line.data() - text.data() + open);
  const size_t close = text.find_first_of(")\n", place.range.end);
  if (close == std::string_view::npos || text[close] != ')') return false;
  Positions words = place.positions;
  while (words.begin > 0 &&
         lattice.plain(words.begin - 1).range.begin > open_at) {
    --words.begin;
  }
  while (words.end < lattice.positions() &&
         lattice.plain(words.end).range.begin < close) {
    ++words.end;
  }
  return HoldsOnlyCredit(lattice, words, place.positions);
}

// « © AP », « © Jeanne Accorsini / AP », « SAGET / AFP ».
bool FollowsSign(const Lattice& lattice, const Place& place) {
  const std::string_view text = lattice.text();
  const std::string_view line = LineBefore(text, place.range.begin);
  if (EndsWith(line, "\u00A9")) return true;
  return EndsWith(line, "/") && EndsLine(text, place.range.end);
}

bool EndsWithAvec(const Lattice& lattice, const Place& place) {
  if (place.positions.begin == 0 ||
      !EndsLine(lattice.text(), place.range.end)) {
    return false;
  }
  const uint32_t at = place.positions.begin - 1;
  if (lattice.plain(at).form != "avec") return false;
  const std::string_view line =
      LineBefore(lattice.text(), lattice.plain(at).range.begin);
  if (line.empty()) return true;
  return std::string_view(".,;:!?(-/").find(line.back()) !=
             std::string_view::npos ||
         EndsWith(line, "\u2013") || EndsWith(line, "\u2014") ||
         EndsWith(line, "\u00BB");
}

bool FillsSentence(const Lattice& lattice, const Place& place) {
  Positions words = place.positions;
  while (words.begin > 0 &&
         lattice.plain(words.begin - 1).sentence == place.sentence) {
    --words.begin;
  }
  while (words.end < lattice.positions() &&
         lattice.plain(words.end).sentence == place.sentence) {
    ++words.end;
  }
  if (!HoldsOnlyCredit(lattice, words, place.positions)) return false;
  const bool alone =
      words.begin == place.positions.begin && words.end == place.positions.end;
  bool announced = false;
  for (uint32_t p = words.begin; p < place.positions.begin; ++p) {
    announced = announced || Contains(kAnnouncing, lattice.plain(p).form);
  }
  return place.field == Field::kText && (alone || announced) &&
         EndsLine(lattice.text(), lattice.plain(words.end - 1).range.end);
}

}  // namespace

bool StandsAsCredit(const Lattice& lattice, const Place& place) {
  return IsInCreditBracket(lattice, place) || FollowsSign(lattice, place) ||
         EndsWithAvec(lattice, place) || FillsSentence(lattice, place);
}

}  // namespace vigie::entities
