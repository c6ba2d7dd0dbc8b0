// English sentences and quotations inside a French text.
#ifndef VIGIE_ANALYSIS_ENGLISH_H_
#define VIGIE_ANALYSIS_ENGLISH_H_

#include "analysis/token.h"

namespace vigie::analysis {

// Takes back the French stems in English sentences and in the English part of
// sentences that quote: the stem is the form there, and where it was another
// one, that one stays as a kVariant reading, so that what finds the words in
// French text finds them here. A function-word vote decides; what is short, or
// close, is French, and so is a text that is one sentence without a quotation:
// a query is never English. O(tokens).
void MarkEnglish(AnalyzedText* analyzed);

}  // namespace vigie::analysis

#endif  // VIGIE_ANALYSIS_ENGLISH_H_
