// What indexing and querying see in a given text.
#ifndef VIGIE_MATCH_TEXT_ANALYSIS_H_
#define VIGIE_MATCH_TEXT_ANALYSIS_H_

#include <cstdint>
#include <string_view>

#include "entities/recognizer.h"
#include "match/corpus.h"
#include "vigie/search.h"
#include "vigie/status.h"

namespace vigie::match {

inline constexpr uint32_t kMaxAnalyzedBytes = 64 * 1024;

// As Snapshot::Analyze. Thread-safe.
Result<AnalyzeResult> AnalyzeText(const Corpus& corpus,
                                  const entities::Recognizer& recognizer,
                                  std::string_view text);

}  // namespace vigie::match

#endif  // VIGIE_MATCH_TEXT_ANALYSIS_H_
