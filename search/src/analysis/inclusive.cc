// Inclusive writing: salarié·e·s and its other spellings.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "analysis/lexicon.h"
#include "analysis/steps.h"

namespace vigie::analysis {
namespace {

template <size_t N>
bool Contains(const std::array<std::string_view, N>& list,
              std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

// After any sign: no words of their own there.
constexpr std::array<std::string_view, 20> kEndings = {
    "e",     "es",   "ne",    "nes",    "ère",   "ères",  "ière",
    "ières", "euse", "euses", "rice",   "rices", "trice", "trices",
    "ve",    "ves",  "teuse", "teuses", "eure",  "eures"};
constexpr std::array<std::string_view, 4> kParenthesisEndings = {"s", "x", "le",
                                                                 "les"};
// Between inner dots only: words elsewhere.
constexpr std::array<std::string_view, 40> kInnerDotEndings = {
    "te",   "tes",  "s",     "x",     "le",    "les",  "se",   "ses",
    "fe",   "fes",  "che",   "ches",  "que",   "ques", "gue",  "gues",
    "sse",  "sses", "esse",  "esses", "ice",   "ices", "ine",  "ines",
    "elle", "enne", "ennes", "onne",  "onnes", "ale",  "ales", "tte",
    "ttes", "aine", "aines", "rine",  "rines", "ée",   "ées",  "trixe"};
// The masculine is cut before its own plural: tou·te·s, tou·s·tes.
constexpr std::string_view kCutTous = "tou";

bool IsSign(Glue glue) {
  return glue == Glue::kInnerDot || glue == Glue::kDot ||
         glue == Glue::kHyphen || glue == Glue::kParenthesis ||
         glue == Glue::kSlash;
}

// Words of two letters have been cut from nothing else: né·e, un·e.
bool IsLongEnough(const Atom& base, Glue glue, std::string_view ending) {
  if (base.letters >= 3) return true;
  return base.letters == 2 && glue == Glue::kInnerDot &&
         (ending == "e" || ending == "es");
}

bool IsEnding(Glue glue, const Atom& base, const Atom& atom,
              std::string_view lower) {
  const bool capitals =
      atom.upper == atom.letters && base.upper == base.letters;
  if ((atom.flags & kHasDigit) != 0 || (atom.upper > 0 && !capitals)) {
    return false;
  }
  if (!IsLongEnough(base, glue, lower)) return false;
  const bool listed = Contains(kEndings, lower);
  switch (glue) {
    case Glue::kInnerDot:
      return listed || Contains(kInnerDotEndings, lower);
    case Glue::kParenthesis:
      return listed || Contains(kParenthesisEndings, lower);
    case Glue::kDot:
    case Glue::kHyphen:
    case Glue::kSlash:
      return listed;
    default:
      return false;
  }
}

// The end of the endings that follow atom `i`, and whether a parenthesis
// closes them.
struct Endings {
  size_t next = 0;  // the first atom after them
  bool closed = false;
};

bool IsPlural(std::string_view lower) { return lower == "s" || lower == "x"; }

Endings ReadEndings(const Paragraph& p, size_t i) {
  const Glue glue = p.atoms[i].glue;
  Endings endings{i + 2, glue == Glue::kParenthesis};
  if (endings.next >= p.atoms.size()) return endings;
  const Atom& ending = p.atoms[i + 1];
  const Atom& next = p.atoms[i + 2];
  const std::string_view lower = p.lower(next);
  if (glue == Glue::kParenthesis) {
    if (!IsPlural(lower)) return endings;
    const bool attached = next.begin == ending.end + 1;  // ami(e)s
    const bool own = next.begin == ending.end + 2 &&     // ami(e)(s)
                     p.at(next.begin - 1) == '(' && p.at(next.end) == ')';
    if (!attached && !own) return endings;
    return {i + 3, own};
  }
  if (ending.glue != glue) return endings;
  // salarié·e·s, tou·s·tes
  if (IsPlural(lower) || IsEnding(glue, p.atoms[i], next, lower)) {
    return {i + 3, false};
  }
  return endings;
}

}  // namespace

size_t TakeInclusive(size_t i, TokenSink* sink) {
  const Paragraph& p = sink->paragraph();
  const Atom& base = p.atoms[i];
  const Glue glue = base.glue;
  if (!IsSign(glue) || (base.flags & kHasDigit) != 0) return 0;
  if (i + 1 >= p.atoms.size()) return 0;
  const Atom& ending = p.atoms[i + 1];
  if (glue == Glue::kParenthesis && p.at(ending.end) != ')') return 0;
  const bool tous = p.lower(base) == kCutTous;
  const std::string_view lower = p.lower(ending);
  const bool cut = tous && glue != Glue::kHyphen &&
                   (lower == "te" || lower == "tes" || lower == "s");
  if (!cut && !IsEnding(glue, base, ending, lower)) return 0;
  const Endings endings = ReadEndings(p, i);
  const Atom& last = p.atoms[endings.next - 1];
  if (endings.next < p.atoms.size() && last.glue != Glue::kNone &&
      last.glue != Glue::kSpace && last.glue != Glue::kComma) {
    return 0;
  }
  Span span = SpanOf(base);
  span.rules |= kRuleInclusive;
  Token& word = tous ? sink->AddWordAs(span, "tous") : sink->AddWord(span);
  word.range.end = p.normal.end[last.end - 1 + (endings.closed ? 1 : 0)];
  return endings.next - i;
}

}  // namespace vigie::analysis
