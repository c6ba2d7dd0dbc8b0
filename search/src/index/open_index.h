// Opening a revision of an index directory: the one way in for readers.
#ifndef VIGIE_INDEX_OPEN_INDEX_H_
#define VIGIE_INDEX_OPEN_INDEX_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "index/manifest.h"
#include "index/pinned_manifest.h"
#include "index/segment.h"
#include "index/verified_file.h"
#include "vigie/status.h"

namespace vigie::index {

// A verified revision. Keep `pin` for as long as the revision is served.
struct OpenedIndex {
  Manifest manifest;
  std::vector<std::shared_ptr<const Segment>> segments;  // as in `manifest`
  std::string dictionary_json_lines;  // of manifest.dictionary_version
  std::shared_ptr<const PinnedManifest> pin;
};

// Takes the lines of a dictionary and the path of their file.
using DictionaryHook =
    std::function<void(std::string_view json_lines, const std::string& path)>;

// Pins the manifest in force, then verifies every file it names (size and
// CRC32C, several files in parallel) before opening any. NOT_FOUND: no index
// there. DATA_LOSS names the file that is missing, cut or changed.
// FAILED_PRECONDITION (FORMAT_VERSION): made by another format; the analyser
// version is the caller's to compare. O(bytes).
// `as_of_revision`: that revision instead; NOT_FOUND (reason REVISION_GONE).
// `beside` is called while the segments are verified and opened, from another
// thread when there is one, with the dictionary, which is there by then.
Result<OpenedIndex> OpenIndex(const std::string& directory);
Result<OpenedIndex> OpenIndex(const std::string& directory,
                              const Verification& verification,
                              std::optional<uint64_t> as_of_revision = {},
                              const DictionaryHook& beside = nullptr);

}  // namespace vigie::index

#endif  // VIGIE_INDEX_OPEN_INDEX_H_
