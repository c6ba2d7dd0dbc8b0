// THE French chain: used to index, to query, to highlight and to recognise.
#ifndef VIGIE_ANALYSIS_ANALYZER_H_
#define VIGIE_ANALYSIS_ANALYZER_H_

#include <string>
#include <string_view>
#include <vector>

#include "analysis/token.h"

namespace vigie::analysis {

// Analyses valid UTF-8 (bytes that are not are skipped, never read past).
// Thread-safe. O(bytes).
AnalyzedText Analyze(std::string_view text);

// Names of a Token's rules bits, in bit order, e.g. {"elision", "lemma"}.
std::vector<std::string> RuleNames(uint16_t rules);

// Folded form of `text` for comparing names and sources: what Analyze's forms
// are, joined by single spaces, elisions dropped. "L’Équipe" -> "equipe".
std::string FoldName(std::string_view text);

// Hash of rules, lexicon and Unicode data, e.g. "fr1-9f3c2a1b04d5e6f7". Two
// indexes are compatible iff it is equal.
const std::string& AnalyzerVersion();

}  // namespace vigie::analysis

#endif  // VIGIE_ANALYSIS_ANALYZER_H_
