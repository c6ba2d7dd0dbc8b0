// Ordinals and Roman numerals.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "analysis/steps.h"

namespace vigie::analysis {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

constexpr std::array<std::string_view, 3> kOrdinalEndings = {"e", "eme",
                                                             "ieme"};
constexpr std::array<std::string_view, 3> kFirstEndings = {"er", "re", "ere"};
constexpr std::array<std::string_view, 3> kSecondEndings = {"d", "nd", "nde"};

template <size_t N>
bool Contains(const std::array<std::string_view, N>& list,
              std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

bool IsOrdinalEnding(std::string_view number, std::string_view lower) {
  std::string ending;
  text::AppendFolded(lower, &ending);
  if (number == "2" && Contains(kSecondEndings, ending)) return true;
  if ((number == "1" || number == "i") && Contains(kFirstEndings, ending)) {
    return true;
  }
  if (number == "1" && !ending.empty() && ending.back() == 's') {
    ending.pop_back();
    return Contains(kFirstEndings, ending);
  }
  return Contains(kOrdinalEndings, ending);
}

// The longest numeral below 400 is CCCLXXXVIII.
constexpr size_t kMaxNumeral = 11;

int RomanDigit(char c) {
  switch (c) {
    case 'i':
      return 1;
    case 'v':
      return 5;
    case 'x':
      return 10;
    case 'l':
      return 50;
    case 'c':
      return 100;
    default:
      return 0;
  }
}

// The value of a well-formed numeral below 400; 0 for anything else.
int RomanValue(std::string_view numeral) {
  int value = 0;
  for (size_t i = 0; i < numeral.size(); ++i) {
    const int digit = RomanDigit(numeral[i]);
    if (digit == 0) return 0;
    const int next = i + 1 < numeral.size() ? RomanDigit(numeral[i + 1]) : 0;
    value += digit < next ? -digit : digit;
  }
  return value;
}

size_t TakeRomanOrdinal(const Atom& atom, TokenSink* sink) {
  const Paragraph& p = sink->paragraph();
  const std::string_view lower = p.lower(atom);
  const size_t numeral = atom.upper;  // capitals come first: each one byte
  if (numeral == 0 || numeral >= lower.size()) return 0;
  if (numeral > kMaxNumeral) return 0;
  for (size_t i = 0; i < numeral; ++i) {
    if (p.normal.kind[atom.begin + i] != text::CharKind::kUpper) return 0;
  }
  const std::string_view digits = lower.substr(0, numeral);
  // Le, De and Ce are words.
  if (numeral == 1 && RomanDigit(digits[0]) > 10) return 0;
  const int value = RomanValue(digits);
  if (value == 0 || !IsOrdinalEnding(digits, lower.substr(numeral))) return 0;
  Span span = SpanOf(atom);
  span.rules |= kRuleOrdinal;
  std::string term(digits);
  term += lower.back() == 'e' && lower[numeral] != 'r' ? "e"
                                                       : lower.substr(numeral);
  sink->AddCode(span, term).exact = lower;
  sink->AddVariant(span, std::to_string(value));
  return 1;
}

// The numerals below 40, as they are written.
std::string RomanNumeral(int value) {
  constexpr std::array<std::string_view, 10> units = {
      "", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"};
  std::string numeral(static_cast<size_t>(value) / 10, 'x');
  return numeral += units[static_cast<size_t>(value) % 10];
}

// Louis XIV is also Louis 14. Longer and other numerals are acronyms (CD, LCI).
size_t TakeRomanNumeral(const Atom& atom, TokenSink* sink) {
  const Paragraph& p = sink->paragraph();
  constexpr size_t longest = 7;  // XXXVIII
  if (atom.upper < 2 || atom.upper != atom.letters || atom.size() > longest ||
      atom.size() != atom.letters || atom.glue == Glue::kHyphen ||
      atom.glue == Glue::kApostrophe || atom.glue == Glue::kAmpersand) {
    return 0;
  }
  const std::string_view lower = p.lower(atom);
  if (lower.find_first_not_of("ivx") != std::string_view::npos) return 0;
  const int value = RomanValue(lower);
  if (value <= 0 || value >= 40 || RomanNumeral(value) != lower) return 0;
  const Span span = SpanOf(atom);
  sink->AddCode(span, lower);
  sink->AddVariant(span, std::to_string(value));
  return 1;
}

}  // namespace

size_t TakeOrdinal(size_t i, TokenSink* sink) {
  const Paragraph& p = sink->paragraph();
  const Atom& atom = p.atoms[i];
  const std::string_view lower = p.lower(atom);
  const auto* const letters =
      std::find_if_not(lower.begin(), lower.end(), IsDigit);
  const auto digits = static_cast<size_t>(letters - lower.begin());
  if (digits == 0) {
    const size_t taken = TakeRomanNumeral(atom, sink);
    return taken > 0 ? taken : TakeRomanOrdinal(atom, sink);
  }
  if (digits == lower.size()) return 0;
  const std::string_view number = lower.substr(0, digits);
  if (!IsOrdinalEnding(number, lower.substr(digits))) return 0;
  Span span = SpanOf(atom);
  span.rules |= kRuleOrdinal;
  if (atom.upper > 0) {
    // A headline in capitals, or a code that looks like one: 2D is no second.
    if (atom.upper != atom.letters || lower.back() == 'd') return 0;
    sink->AddCode(span, lower);
    sink->AddVariant(span, number);
    return 1;
  }
  sink->AddCode(span, number).exact = lower;
  return 1;
}

}  // namespace vigie::analysis
