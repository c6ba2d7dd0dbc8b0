// Numbers, money and percentages.
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

// The currency whose sign begins at normal byte `at`, or null.
const Currency* SignAt(const Paragraph& p, size_t at) {
  if (at >= p.normal.size() || p.word_at(at)) return nullptr;
  for (const Currency& currency : kCurrencies) {
    const size_t end = at + currency.spelling.size();
    if (end <= p.normal.size() &&
        p.lower(static_cast<uint32_t>(at), static_cast<uint32_t>(end)) ==
            currency.spelling) {
      return &currency;
    }
  }
  return nullptr;
}

void AddSign(const Currency& currency, size_t at, TokenSink* sink) {
  const auto begin = static_cast<uint32_t>(at);
  const auto end = static_cast<uint32_t>(at + currency.spelling.size());
  sink->AddCode({begin, end, 0, kRuleNumber}, currency.code);
}

// Adds the % or the currency sign after normal byte `at`, spaces skipped. A
// sign that touches the next number is that one's: 15 et $12.
void AddUnitSign(size_t at, TokenSink* sink) {
  const Paragraph& p = sink->paragraph();
  while (p.at(at) == ' ') ++at;
  const auto begin = static_cast<uint32_t>(at);
  if (p.at(at) == '%') {
    sink->AddCode({begin, begin + 1, 0, kRuleNumber}, "%");
    return;
  }
  const Currency* currency = SignAt(p, at);
  if (currency != nullptr && !p.word_at(at + currency->spelling.size())) {
    AddSign(*currency, at, sink);
  }
}

// Adds the currency sign that touches the number at `begin`: $12.
void AddSignBefore(uint32_t begin, TokenSink* sink) {
  const Paragraph& p = sink->paragraph();
  for (const Currency& currency : kCurrencies) {
    const size_t size = currency.spelling.size();
    if (begin >= size && SignAt(p, begin - size) == &currency) {
      AddSign(currency, begin - size, sink);
      return;
    }
  }
}

// What stands between a number and its currency: 12 M€, 3,5 Md€, 15 k€.
struct Magnitude {
  std::string_view spelling;
  std::string_view word;  // empty: a thousand, multiplied
  bool needs_sign;        // a word of its own without the sign of a currency
};

constexpr std::array<Magnitude, 6> kMagnitudes = {
    {{"k", "", true},
     {"m", "millions", true},
     {"md", "milliards", false},
     {"mds", "milliards", false},
     {"mrd", "milliards", false},
     {"mrds", "milliards", false}}};

// The magnitude that is spelled `spelling` and ends at normal byte `end`.
const Magnitude* FindMagnitude(const Paragraph& p, std::string_view spelling,
                               uint32_t end) {
  for (const Magnitude& magnitude : kMagnitudes) {
    if (magnitude.spelling != spelling) continue;
    const size_t sign = p.at(end) == ' ' ? end + 1 : end;
    const bool found = !magnitude.needs_sign || SignAt(p, sign) != nullptr;
    return found ? &magnitude : nullptr;
  }
  return nullptr;
}

// 15 -> 15000, 1,5 -> 1500.
std::string Thousands(const std::string& digits) {
  const size_t comma = digits.find(',');
  std::string integer = digits.substr(0, comma);
  std::string decimals =
      comma == std::string::npos ? "" : digits.substr(comma + 1);
  decimals.resize(std::max<size_t>(decimals.size(), 3), '0');
  integer += decimals.substr(0, 3);
  const std::string rest = decimals.substr(3);
  return rest.empty() ? integer : integer + ',' + rest;
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

// A magnitude where it stands, in bytes of the normal form.
struct MagnitudeAt {
  const Magnitude& magnitude;
  uint32_t begin;
  uint32_t end;
};

// Adds the number that `span` covers, its magnitude and its currency.
void AddAmount(Span span, const std::string& digits, const MagnitudeAt& at,
               TokenSink* sink) {
  if (at.magnitude.word.empty()) {
    span.end = at.end;
    span.rules |= kRuleNumber;
    sink->AddCode(span, Thousands(digits));
  } else {
    sink->AddCode(span, digits);
    sink->AddWordAs({at.begin, at.end, 0, kRuleNumber}, at.magnitude.word);
  }
  AddUnitSign(at.end, sink);
}

// 12M€, 15k€: the sign tells it from a code.
size_t TakeGluedMoney(size_t i, TokenSink* sink) {
  const Paragraph& p = sink->paragraph();
  const Atom& atom = p.atoms[i];
  const std::string_view lower = p.lower(atom);
  const size_t digits = lower.find_first_not_of("0123456789,.");
  if (SignAt(p, atom.end) == nullptr) return 0;
  const Magnitude* magnitude = FindMagnitude(p, lower.substr(digits), atom.end);
  if (magnitude == nullptr) return 0;
  const uint32_t middle = atom.begin + static_cast<uint32_t>(digits);
  AddAmount({atom.begin, middle, kHasDigit, 0},
            std::string(lower.substr(0, digits)),
            {*magnitude, middle, atom.end}, sink);
  return 1;
}

// The digits of the number that begins with atom `i`, groups of three joined;
// returns its last atom.
size_t ReadGroups(const Paragraph& p, size_t i, std::string* digits) {
  const std::string_view lower = p.lower(p.atoms[i]);
  *digits = IsDotGrouped(lower) ? WithoutDots(lower) : std::string(lower);
  size_t last = i;
  if (!AllDigits(lower) || lower.size() > 3 || lower[0] == '0') return last;
  for (size_t groups = 1;
       p.atoms[last].glue == Glue::kSpace && groups < kMaxGroups; ++groups) {
    const std::string_view group = p.lower(p.atoms[last + 1]);
    const size_t comma = group.find(',');
    if (!IsNumeric(group) || std::min(comma, group.size()) != 3) break;
    if (!AllDigits(group.substr(0, 3))) break;
    *digits += group;
    ++last;
    if (comma != std::string_view::npos) break;
  }
  return last;
}

}  // namespace

size_t TakeNumber(size_t i, TokenSink* sink) {
  const Paragraph& p = sink->paragraph();
  const Atom& first = p.atoms[i];
  const std::string_view lower = p.lower(first);
  if (!IsDigit(lower[0])) return 0;
  if (!IsNumeric(lower)) return TakeGluedMoney(i, sink);
  if (first.glue == Glue::kHyphen || first.glue == Glue::kApostrophe) return 0;
  std::string digits;
  const size_t last = ReadGroups(p, i, &digits);
  AddSignBefore(first.begin, sink);
  Span span = SpanOf(first);
  span.end = p.atoms[last].end;
  if (digits.size() != lower.size()) span.rules |= kRuleNumber;
  if (p.atoms[last].glue == Glue::kSpace) {
    const Atom& next = p.atoms[last + 1];
    if (const Magnitude* magnitude =
            FindMagnitude(p, p.lower(next), next.end)) {
      AddAmount(span, digits, {*magnitude, next.begin, next.end}, sink);
      return last + 2 - i;
    }
  }
  sink->AddCode(span, digits);
  if (const size_t words = TakeCurrencyWord(last + 1, sink)) {
    return last + 1 + words - i;
  }
  AddUnitSign(span.end, sink);
  return last + 1 - i;
}

}  // namespace vigie::analysis
