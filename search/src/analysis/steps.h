// The steps of the chain that look at more than one plain word.
//
// Each looks at atom `i` of the sink's paragraph. When it applies, it adds the
// tokens and returns how many atoms it has used; otherwise it returns 0 and
// has done nothing.
#ifndef VIGIE_ANALYSIS_STEPS_H_
#define VIGIE_ANALYSIS_STEPS_H_

#include <cstddef>

#include "analysis/token_sink.h"

namespace vigie::analysis {

// https://x.fr/a, a@b.fr, booking.com -> one token, its host as a variant.
size_t TakeAddress(size_t i, TokenSink* sink);
// #IntelligenceArtificielle -> parts and join; @OpenAI -> openai.
size_t TakeHashtag(size_t i, TokenSink* sink);
// salarié·e·s, salarié.e.s, salarié(e)s, étudiant-e-s, directeur/trice ->
// salarie, etudiant, directeur; tou·te·s -> tous.
size_t TakeInclusive(size_t i, TokenSink* sink);
// U.S.A. -> usa; M. before a name -> "m.".
size_t TakeAcronym(size_t i, TokenSink* sink);
// 15 000, 15.000 -> 15000; 3,5 % -> 3,5 and %; 1 500 € -> 1500 and eur;
// 3,5 Md€ -> 3,5, milliards and eur; 15 k€ -> 15000 and eur.
size_t TakeNumber(size_t i, TokenSink* sink);
// 24e, 1er, 2ᵉ -> 24, 1, 2; XXIe, XXIème -> xxie and 21; XIV -> xiv and 14.
size_t TakeOrdinal(size_t i, TokenSink* sink);
// C++, C#, .NET, AT&T, Node.js.
size_t TakeSymbolWord(size_t i, TokenSink* sink);
// Words held together by apostrophes and hyphens: elision, clitics, compounds.
size_t TakeGlued(size_t i, TokenSink* sink);
// semi conducteur, semiconducteur: other spellings of hyphenated entries.
size_t TakeCompoundVariant(size_t i, TokenSink* sink);

}  // namespace vigie::analysis

#endif  // VIGIE_ANALYSIS_STEPS_H_
