#include "analysis/atom.h"

#include <algorithm>
#include <limits>
#include <string_view>

#include "analysis/token.h"

namespace vigie::analysis {
namespace {

using text::CharKind;

Glue GlueOf(std::string_view between) {
  if (between == "\u00B7") return Glue::kInnerDot;
  if (between.size() != 1) return Glue::kNone;
  switch (between[0]) {
    case ' ':
      return Glue::kSpace;
    case '\'':
      return Glue::kApostrophe;
    case '-':
      return Glue::kHyphen;
    case '.':
      return Glue::kDot;
    case ',':
      return Glue::kComma;
    case '&':
      return Glue::kAmpersand;
    case '(':
      return Glue::kParenthesis;
    case '@':
      return Glue::kAt;
    case '/':
      return Glue::kSlash;
    default:
      return Glue::kNone;
  }
}

// Follows quotation marks through a paragraph.
class QuoteState {
 public:
  void Pass(std::string_view between) {
    if (between.size() == 1 && between[0] != '"') return;
    for (size_t i = 0; i < between.size(); ++i) {
      if (between[i] == '"') {
        open_ = !open_;
      } else if (StartsAt(between, i, "«") || StartsAt(between, i, "“") ||
                 StartsAt(between, i, "„")) {
        open_ = true;
      } else if (StartsAt(between, i, "»") || StartsAt(between, i, "”")) {
        open_ = false;
      }
    }
  }
  bool open() const { return open_; }

 private:
  static bool StartsAt(std::string_view text, size_t i, std::string_view what) {
    return text.substr(i, what.size()) == what;
  }
  bool open_ = false;
};

uint16_t Saturate(uint32_t count) {
  return static_cast<uint16_t>(
      std::min<uint32_t>(count, std::numeric_limits<uint16_t>::max()));
}

bool IsDigitAt(const text::NormalText& normal, size_t i) {
  return i < normal.size() && normal.kind[i] == CharKind::kDigit;
}

// 3,5 and 15.000 and 1.4.22 are one atom each: a comma once, dots.
bool JoinsDigits(const text::NormalText& normal, size_t i, bool comma_seen) {
  const char c = normal.lower[i];
  if (c != '.' && (c != ',' || comma_seen)) return false;
  return IsDigitAt(normal, i - 1) && IsDigitAt(normal, i + 1);
}

// Reads the atom that begins at `begin`; characters, not bytes, are counted.
Atom ReadAtom(const text::NormalText& normal, uint32_t begin) {
  Atom atom;
  atom.begin = begin;
  uint32_t letters = 0;
  uint32_t upper = 0;
  bool lower_seen = false;
  bool comma_seen = false;
  uint32_t i = begin;
  const auto size = static_cast<uint32_t>(normal.size());
  for (; i < size; ++i) {
    if (!text::IsWordKind(normal.kind[i])) {
      if (i == begin || !JoinsDigits(normal, i, comma_seen)) break;
      comma_seen = comma_seen || normal.lower[i] == ',';
      continue;
    }
    const auto byte = static_cast<unsigned char>(normal.lower[i]);
    if (byte >= 0x80) {
      atom.ascii = false;
      if ((byte & 0xC0) == 0x80) continue;
    }
    switch (normal.kind[i]) {
      case CharKind::kUpper:
        ++letters;
        ++upper;
        if (i == begin) atom.flags |= kCapitalized;
        if (lower_seen) atom.flags |= kInnerCaps;
        break;
      case CharKind::kDigit:
        atom.flags |= kHasDigit;
        break;
      default:
        ++letters;
        lower_seen = true;
    }
  }
  atom.end = i;
  if (letters >= 2 && letters == upper) atom.flags |= kAllCaps;
  atom.letters = Saturate(letters);
  atom.upper = Saturate(upper);
  return atom;
}

}  // namespace

void FindAtoms(const text::NormalText& normal, std::vector<Atom>* atoms) {
  atoms->clear();
  QuoteState quotes;
  const std::string_view lower = normal.lower;
  uint32_t between = 0;
  for (uint32_t i = 0; i < lower.size();) {
    if (!text::IsWordKind(normal.kind[i])) {
      ++i;
      continue;
    }
    const std::string_view gap = lower.substr(between, i - between);
    if (!atoms->empty()) atoms->back().glue = GlueOf(gap);
    quotes.Pass(gap);
    Atom atom = ReadAtom(normal, i);
    if (quotes.open()) atom.flags |= kQuoted;
    atoms->push_back(atom);
    i = atom.end;
    between = i;
  }
}

}  // namespace vigie::analysis
