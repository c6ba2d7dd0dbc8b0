// The state of a revision, for those who run it.
#ifndef VIGIE_MATCH_INDEX_SUMMARY_H_
#define VIGIE_MATCH_INDEX_SUMMARY_H_

#include "index/manifest.h"
#include "match/corpus.h"
#include "vigie/snapshot.h"

namespace vigie::match {

// The dictionary version is that of the oldest segment (the lowest number)
// with a live article, or the manifest's when there is none. O(segments,
// tombstones, and articles of segments that no snapshot had before).
IndexStatus Summarize(const index::Manifest& manifest, const Corpus& corpus);

}  // namespace vigie::match

#endif  // VIGIE_MATCH_INDEX_SUMMARY_H_
