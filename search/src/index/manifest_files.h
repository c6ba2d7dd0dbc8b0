// CURRENT and the manifest files on disk.
#ifndef VIGIE_INDEX_MANIFEST_FILES_H_
#define VIGIE_INDEX_MANIFEST_FILES_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "index/file_io.h"
#include "index/manifest.h"
#include "vigie/status.h"

namespace vigie::index {

inline constexpr std::string_view kCurrentName = "CURRENT";
inline constexpr std::string_view kLockName = "LOCK";
inline constexpr std::string_view kJournalDirectory = "journal";
inline constexpr std::string_view kDeadLettersName = "dead-letter.jsonl";
inline constexpr std::string_view kBackupsName = "backups.jsonl";

// A manifest is a few hundred bytes per segment.
inline constexpr uint64_t kMaxManifestBytes = 64U << 20;

// The revision in "manifest-12", and nothing in any other name.
std::optional<uint64_t> RevisionOfManifestName(std::string_view name);

// The smallest revision that has a manifest in `directory`. NOT_FOUND: none.
Result<uint64_t> OldestRevision(const std::string& directory);

// Reads and checks a manifest that is open already; `path` names it.
// DATA_LOSS also when it is not the manifest of that revision.
Result<Manifest> ReadManifest(const FileDescriptor& file, uint64_t revision,
                              const std::string& path);

}  // namespace vigie::index

#endif  // VIGIE_INDEX_MANIFEST_FILES_H_
