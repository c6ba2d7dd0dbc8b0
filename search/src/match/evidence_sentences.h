// Sentences in which hits speak of an entity, best with what the query asks.
#ifndef VIGIE_MATCH_EVIDENCE_SENTENCES_H_
#define VIGIE_MATCH_EVIDENCE_SENTENCES_H_

#include <cstdint>
#include <vector>

#include "match/query_run.h"
#include "vigie/exploration.h"

namespace vigie::match {

// Hits with an entity that are read in search of its sentences.
inline constexpr uint32_t kReadForEvidence = 4;

// For each of `entities` (numbers of the catalog) at most `count` sentences of
// the first kReadForEvidence of `run.hits` that mention it, each of another
// article: those that hold a match of the query too come first, then in the
// order of the hits. DATA_LOSS and the errors of the control.
Result<std::vector<std::vector<EvidenceSentence>>> FindSentences(
    const Corpus& corpus, const QueryRun& run,
    const std::vector<uint32_t>& entities, uint32_t count,
    const CallControl& control);

}  // namespace vigie::match

#endif  // VIGIE_MATCH_EVIDENCE_SENTENCES_H_
