#include "analysis/chain.h"

#include <algorithm>
#include <array>

#include "analysis/lexicon.h"
#include "analysis/steps.h"

namespace vigie::analysis {
namespace {

// Atoms: about as long as memory takes to answer.
constexpr size_t kAskedAhead = 6;

using Step = size_t (*)(size_t i, TokenSink* sink);

size_t TakeWord(size_t i, TokenSink* sink) {
  sink->AddWord(SpanOf(sink->paragraph().atoms[i]));
  return 1;
}

// THE order: the first step that applies takes the atoms.
constexpr std::array<Step, 10> kSteps = {
    TakeAddress,          // URL, e-mail, host: before their dots are read
    TakeHashtag,          // #Mot, @Compte
    TakeAcronym,          // U.S.A., M.
    TakeInclusive,        // salarié·e·s: before dots, hyphens, parentheses
    TakeOrdinal,          // 24e, XXIe
    TakeNumber,           // 15 000, 3,5 %, 1 500 €
    TakeSymbolWord,       // C++, AT&T
    TakeGlued,            // elision, clitics, compounds
    TakeCompoundVariant,  // semiconducteur, semi conducteur
    TakeWord,
};

// True for a word between spaces, to which only the last two steps apply: two
// words of three, so it is worth the look.
bool IsPlain(const Paragraph& p, const Atom& atom) {
  constexpr uint32_t longest_roman_ordinal = 5;  // Xieme
  if ((atom.flags & kHasDigit) != 0) return false;
  if (atom.upper > 1) return false;
  if (atom.upper == 1 && atom.size() <= longest_roman_ordinal) return false;
  const char after = p.at(atom.end);
  if (after != ' ' && after != ',') return false;
  return atom.begin == 0 || p.at(atom.begin - 1) == ' ';
}

}  // namespace

void RunChain(const Paragraph& paragraph, AnalyzedText* out) {
  TokenSink sink(paragraph, out);
  size_t asked = 0;  // atoms whose words the lexicon has been told of
  for (size_t i = 0; i < paragraph.atoms.size();) {
    const size_t soon = std::min(i + kAskedAhead, paragraph.atoms.size());
    for (; asked < soon; ++asked) {
      PrefetchInLexicon(paragraph.lower(paragraph.atoms[asked]));
    }
    const size_t skipped =
        IsPlain(paragraph, paragraph.atoms[i]) ? kSteps.size() - 2 : 0;
    for (size_t step = skipped; step < kSteps.size(); ++step) {
      if (const size_t taken = kSteps[step](i, &sink)) {
        i += taken;
        break;
      }
    }
  }
}

}  // namespace vigie::analysis
