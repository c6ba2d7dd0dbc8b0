// Removing files that no revision needs any more.
#ifndef VIGIE_INDEX_CLEANUP_H_
#define VIGIE_INDEX_CLEANUP_H_

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "index/manifest.h"
#include "vigie/status.h"

namespace vigie::index {

// True for names that the writer gives inside an index directory, CURRENT and
// LOCK apart, left-over temporary files included.
bool IsWritersName(std::string_view name);

// True for names of what lies beside the revisions and outlives them.
bool IsKeptName(std::string_view name);

// Removes manifests that are neither `current` nor pinned by a reader (with
// IndexOptions::keep_versions: only those in `unwanted`, and those before the
// newest IndexOptions::kept_revisions), then
// every file of the writer's that no manifest left names and that does not
// belong to a segment in `making`: what crashed writers left included. Files
// of other names stay. REQUIRES the writer's lock.
Status RemoveUnneededFiles(const std::string& directory,
                           const Manifest& current,
                           const std::set<std::string>& making,
                           const std::set<uint64_t>& unwanted = {});

// Earlier revisions on disk that have a document of one of those ids in a
// segment that `current` no longer has, or know its version. DATA_LOSS: one
// cannot be read. O(bytes of such segments).
Result<std::set<uint64_t>> RevisionsHolding(
    const std::string& directory, const Manifest& current,
    const std::vector<std::string>& ids);

}  // namespace vigie::index

#endif  // VIGIE_INDEX_CLEANUP_H_
