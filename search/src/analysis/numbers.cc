// Numbers, currencies and ordinals.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "analysis/steps.h"

namespace vigie::analysis {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

bool AllDigits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), IsDigit);
}

// Longer runs are not numbers but tables; they are cut.
constexpr size_t kMaxGroups = 5;

// Digits, with dots and a comma inside: what FindAtoms lets into one atom.
bool IsNumeric(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return IsDigit(c) || c == '.' || c == ','; });
}

// 15.000 and 1.500.000, but neither 3.5 nor 1.4.22.
bool IsDotGrouped(std::string_view text) {
  const size_t first = text.find('.');
  if (first == 0 || first > 3 || text[0] == '0') return false;
  if ((text.size() - first) % 4 != 0) return false;
  for (size_t i = first; i < text.size(); ++i) {
    const bool dot_here = (i - first) % 4 == 0;
    if (dot_here != (text[i] == '.')) return false;
  }
  return true;
}

std::string WithoutDots(std::string_view text) {
  std::string digits(text);
  digits.erase(std::remove(digits.begin(), digits.end(), '.'), digits.end());
  return digits;
}

struct Currency {
  std::string_view spelling;  // symbol or word, in the normal form
  std::string_view code;      // ISO 4217, lower case
};

constexpr std::array<Currency, 8> kCurrencies = {{{"€", "eur"},
                                                  {"$", "usd"},
                                                  {"£", "gbp"},
                                                  {"¥", "jpy"},
                                                  {"euro", "eur"},
                                                  {"euros", "eur"},
                                                  {"dollar", "usd"},
                                                  {"dollars", "usd"}}};

const Currency* FindCurrency(std::string_view spelling) {
  const auto* found =
      std::find_if(kCurrencies.begin(), kCurrencies.end(),
                   [&](const Currency& c) { return c.spelling == spelling; });
  return found == kCurrencies.end() ? nullptr : found;
}

// Adds the % or the currency sign after normal byte `at`, spaces skipped.
void AddUnitSign(size_t at, TokenSink* sink) {
  const Paragraph& p = sink->paragraph();
  while (p.at(at) == ' ') ++at;
  const auto begin = static_cast<uint32_t>(at);
  if (p.at(at) == '%') {
    sink->AddCode({begin, begin + 1, 0, kRuleNumber}, "%");
    return;
  }
  for (const Currency& currency : kCurrencies) {
    const auto end = static_cast<uint32_t>(at + currency.spelling.size());
    if (end > p.normal.size() || p.word_at(at)) continue;
    if (p.lower(begin, end) == currency.spelling) {
      sink->AddCode({begin, end, 0, kRuleNumber}, currency.code);
      return;
    }
  }
}

// Adds "euros" after a number under its code; exact keeps the word.
size_t TakeCurrencyWord(size_t i, TokenSink* sink) {
  const Paragraph& p = sink->paragraph();
  if (i == 0 || i >= p.atoms.size() || p.atoms[i - 1].glue != Glue::kSpace) {
    return 0;
  }
  const std::string_view word = p.lower(p.atoms[i]);
  const Currency* currency = FindCurrency(word);
  if (currency == nullptr || p.atoms[i].glue == Glue::kHyphen) return 0;
  Span span = SpanOf(p.atoms[i]);
  span.rules |= kRuleNumber;
  sink->AddCode(span, currency->code).exact = word;
  return 1;
}

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
  sink->AddCode(span, lower);
  sink->AddVariant(span, std::to_string(value));
  return 1;
}

}  // namespace

size_t TakeNumber(size_t i, TokenSink* sink) {
  const Paragraph& p = sink->paragraph();
  const Atom& first = p.atoms[i];
  const std::string_view lower = p.lower(first);
  if (!IsDigit(lower[0]) || !IsNumeric(lower)) return 0;
  if (first.glue == Glue::kHyphen || first.glue == Glue::kApostrophe) return 0;
  std::string digits =
      IsDotGrouped(lower) ? WithoutDots(lower) : std::string(lower);
  size_t last = i;
  size_t groups = 1;
  if (AllDigits(lower) && lower.size() <= 3 && lower[0] != '0') {
    for (; p.atoms[last].glue == Glue::kSpace && groups < kMaxGroups;
         ++groups) {
      const std::string_view group = p.lower(p.atoms[last + 1]);
      const size_t comma = group.find(',');
      if (!IsNumeric(group) || std::min(comma, group.size()) != 3) break;
      if (!AllDigits(group.substr(0, 3))) break;
      digits += group;
      ++last;
      if (comma != std::string_view::npos) break;
    }
  }
  Span span = SpanOf(first);
  span.end = p.atoms[last].end;
  if (digits.size() != lower.size()) span.rules |= kRuleNumber;
  sink->AddCode(span, digits);
  if (const size_t words = TakeCurrencyWord(last + 1, sink)) {
    return last + 1 + words - i;
  }
  AddUnitSign(span.end, sink);
  return last + 1 - i;
}

size_t TakeOrdinal(size_t i, TokenSink* sink) {
  const Paragraph& p = sink->paragraph();
  const Atom& atom = p.atoms[i];
  const std::string_view lower = p.lower(atom);
  const auto* const letters =
      std::find_if_not(lower.begin(), lower.end(), IsDigit);
  const auto digits = static_cast<size_t>(letters - lower.begin());
  if (digits == 0) return TakeRomanOrdinal(atom, sink);
  if (digits == lower.size() || atom.upper > 0) return 0;
  if (!IsOrdinalEnding(lower.substr(0, digits), lower.substr(digits))) return 0;
  Span span = SpanOf(atom);
  span.rules |= kRuleOrdinal;
  sink->AddCode(span, lower.substr(0, digits)).exact = lower;
  return 1;
}

}  // namespace vigie::analysis
