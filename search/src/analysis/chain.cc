#include "analysis/chain.h"

#include <array>

#include "analysis/steps.h"

namespace vigie::analysis {
namespace {

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

}  // namespace

void RunChain(const Paragraph& paragraph, AnalyzedText* out) {
  TokenSink sink(paragraph, out);
  for (size_t i = 0; i < paragraph.atoms.size();) {
    for (const Step step : kSteps) {
      if (const size_t taken = step(i, &sink)) {
        i += taken;
        break;
      }
    }
  }
}

}  // namespace vigie::analysis
