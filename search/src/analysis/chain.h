// The order of the steps of the French chain.
#ifndef VIGIE_ANALYSIS_CHAIN_H_
#define VIGIE_ANALYSIS_CHAIN_H_

#include "analysis/token_sink.h"

namespace vigie::analysis {

// Turns the paragraph's atoms into tokens, without sentences.
void RunChain(const Paragraph& paragraph, AnalyzedText* out);

}  // namespace vigie::analysis

#endif  // VIGIE_ANALYSIS_CHAIN_H_
