// What an index directory holds beside its newest revision.
#ifndef VIGIE_INDEX_DIRECTORY_STATUS_H_
#define VIGIE_INDEX_DIRECTORY_STATUS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "vigie/snapshot.h"
#include "vigie/status.h"

namespace vigie::index {

// As Snapshot::InspectDirectory.
Result<DirectoryStatus> InspectDirectory(const std::string& directory);

// Revisions whose manifests readers hold, rising.
Result<std::vector<uint64_t>> PinnedRevisions(const std::string& directory);

}  // namespace vigie::index

#endif  // VIGIE_INDEX_DIRECTORY_STATUS_H_
