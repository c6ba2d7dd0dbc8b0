// Dotted acronyms, names with symbols, and other spellings
// of compounds.
#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "analysis/lexicon.h"
#include "analysis/steps.h"

namespace vigie::analysis {
namespace {

// C++, LLC++: what stands before two plus signs has no more letters.
constexpr uint16_t kLanguageLetters = 3;

bool IsSingleLetter(const Paragraph& p, size_t i) {
  return i < p.atoms.size() && p.atoms[i].letters == 1 &&
         p.atoms[i].size() == 1;
}

// "M." before a name ends no sentence and is a word of its own.
size_t TakeCivility(size_t i, TokenSink* sink) {
  const Paragraph& p = sink->paragraph();
  const Atom& atom = p.atoms[i];
  const std::string_view lower = p.lower(atom);
  if ((lower != "m" && lower != "mm") || atom.upper != atom.letters) return 0;
  if (i + 1 >= p.atoms.size() || p.at(atom.end + 1) != ' ') return 0;
  const Atom& name = p.atoms[i + 1];
  if (name.begin != atom.end + 2 || (name.flags & kCapitalized) == 0) return 0;
  Span span = SpanOf(atom);
  span.end += 1;
  span.flags |= kStopWord;
  sink->AddCode(span, p.lower(span.begin, span.end));
  return 1;
}

// The canonical spelling of atoms [i, i + 2), when it is a hyphenated entry.
std::optional<LexiconCompound> FindSpaced(const Paragraph& p, size_t i) {
  std::string folded;
  text::AppendFolded(p.lower(p.atoms[i]), &folded);
  const size_t hyphen = folded.size();
  text::AppendFolded(p.lower(p.atoms[i + 1]), &folded);
  const std::optional<LexiconCompound> found = FindCompound(folded);
  if (!found || found->form.size() != folded.size() + 1) return std::nullopt;
  return found->form[hyphen] == '-' ? found : std::nullopt;
}

size_t TakeSpacedCompound(size_t i, const LexiconEntry& entry,
                          TokenSink* sink) {
  const Paragraph& p = sink->paragraph();
  const Atom& head = p.atoms[i];
  const Atom& tail = p.atoms[i + 1];
  if ((tail.flags & (kCapitalized | kHasDigit)) != 0 && !p.caseless) return 0;
  if (tail.glue == Glue::kHyphen || tail.glue == Glue::kApostrophe) return 0;
  if ((entry.flags & kLexBeginsCompound) == 0) return 0;
  const std::optional<LexiconCompound> compound = FindSpaced(p, i);
  if (!compound) return 0;
  const std::optional<LexiconEntry> last = FindInLexicon(p.lower(tail));
  if (last && (last->flags & kLexStopWord) != 0) return 0;
  const uint32_t first = sink->next_position();
  sink->AddWord(SpanOf(head));
  sink->AddWord(SpanOf(tail));
  Token& join = sink->AddJoin(first, {head.begin, tail.end, head.flags, 0});
  join.form = compound->form;
  join.stem = compound->lemma;
  return 2;
}

size_t TakeSolidCompound(size_t i, TokenSink* sink) {
  const Paragraph& p = sink->paragraph();
  const Atom& atom = p.atoms[i];
  constexpr size_t shortest = 5;
  if (atom.size() < shortest || atom.size() > kMaxTermBytes) return 0;
  std::string folded;
  text::AppendFolded(p.lower(atom), &folded);
  const std::optional<LexiconCompound> compound = FindCompound(folded);
  if (!compound) return 0;
  Span span = SpanOf(atom);
  span.rules |= kRuleCompound;
  Token& word = sink->AddWord(span);
  word.form = compound->form;
  word.stem = compound->lemma;
  return 1;
}

// AT&T, B&You, and r&d as it is typed.
bool IsJoinedByAmpersand(const Paragraph& p, size_t i) {
  const Atom& atom = p.atoms[i];
  if (atom.glue != Glue::kAmpersand) return false;
  const Atom& next = p.atoms[i + 1];
  if (atom.upper == atom.letters && (next.flags & kCapitalized) != 0) {
    return true;
  }
  constexpr uint16_t most_before = 2;
  constexpr uint16_t most_behind = 3;
  return atom.letters <= most_before && next.letters <= most_behind;
}

// Node.js, Vue.js: the name alone is a further reading.
bool IsScriptName(const Paragraph& p, size_t i) {
  return p.atoms[i].glue == Glue::kDot && p.atoms[i].letters >= 2 &&
         i + 1 < p.atoms.size() && p.lower(p.atoms[i + 1]) == "js";
}

}  // namespace

size_t TakeAcronym(size_t i, TokenSink* sink) {
  const Paragraph& p = sink->paragraph();
  if (const size_t taken = TakeCivility(i, sink)) return taken;
  if (!IsSingleLetter(p, i) || p.atoms[i].glue != Glue::kDot) return 0;
  size_t last = i;
  std::string letters(p.lower(p.atoms[i]));
  while (p.atoms[last].glue == Glue::kDot && IsSingleLetter(p, last + 1)) {
    letters += p.lower(p.atoms[++last]);
  }
  if (last == i) return 0;
  // i.e. is one; x.x is not.
  if (p.atoms[i].upper == 0 && p.at(p.atoms[last].end) != '.') return 0;
  Span span = SpanOf(p.atoms[i]);
  span.end = p.atoms[last].end;
  if (p.at(span.end) == '.') ++span.end;
  span.flags |= kAllCaps;
  span.rules |= kRuleAcronym;
  sink->AddCode(span, letters);
  return last + 1 - i;
}

size_t TakeSymbolWord(size_t i, TokenSink* sink) {
  const Paragraph& p = sink->paragraph();
  const Atom& atom = p.atoms[i];
  Span span = SpanOf(atom);
  size_t taken = 1;
  if (p.at(atom.end) == '+' && p.at(atom.end + 1) == '+' &&
      atom.letters <= kLanguageLetters) {
    span.end += 2;
  } else if (p.at(atom.end) == '#' && atom.letters == 1 && atom.size() == 1 &&
             !p.word_at(atom.end + 1)) {
    span.end += 1;
  } else if (atom.begin > 0 && p.at(atom.begin - 1) == '.' &&
             (atom.begin == 1 || p.at(atom.begin - 2) == ' ') &&
             ((atom.flags & kAllCaps) != 0 || atom.upper == 0)) {
    span.begin -= 1;
  } else if (IsJoinedByAmpersand(p, i)) {
    span.end = p.atoms[i + 1].end;
    taken = 2;
  } else if (IsScriptName(p, i)) {
    span.end = p.atoms[i + 1].end;
    const Span name = SpanOf(atom);
    sink->AddCode(span, p.lower(span.begin, span.end));
    sink->AddVariant(name, p.lower(atom));
    return 2;
  } else {
    return 0;
  }
  sink->AddCode(span, p.lower(span.begin, span.end));
  return taken;
}

size_t TakeCompoundVariant(size_t i, TokenSink* sink) {
  const Paragraph& p = sink->paragraph();
  const Atom& atom = p.atoms[i];
  constexpr uint16_t spelled = kHasDigit | kInnerCaps;
  if ((atom.flags & spelled) != 0) return 0;
  const std::optional<LexiconEntry> entry = FindInLexicon(p.lower(atom));
  if (!entry) return TakeSolidCompound(i, sink);
  return atom.glue == Glue::kSpace ? TakeSpacedCompound(i, *entry, sink) : 0;
}

}  // namespace vigie::analysis
