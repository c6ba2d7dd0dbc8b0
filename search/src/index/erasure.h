// Removing articles for good, and finding who still has them.
#ifndef VIGIE_INDEX_ERASURE_H_
#define VIGIE_INDEX_ERASURE_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "index/revision_builder.h"
#include "vigie/status.h"

namespace vigie::index {

// Rewrites every segment that holds an article whose erasure has begun, and
// publishes. Nothing to do is OK. On errors what is left is completed by
// another call. O(bytes of those segments).
Status CompleteErasures(RevisionBuilder* builder);

// Of the copies of an index that DIRECTORY/backups.jsonl lists, one JSON object
// with a "path" per line, those that hold the article in a segment or may hold
// it: in their journal, or because they cannot be read. Paths that are gone
// are left out.
std::vector<std::string> BackupsHolding(const std::string& directory,
                                        std::string_view id);

}  // namespace vigie::index

#endif  // VIGIE_INDEX_ERASURE_H_
