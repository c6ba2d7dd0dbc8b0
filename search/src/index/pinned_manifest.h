// A reader's hold on the revision that it serves.
#ifndef VIGIE_INDEX_PINNED_MANIFEST_H_
#define VIGIE_INDEX_PINNED_MANIFEST_H_

#include <cstdint>
#include <memory>
#include <string>

#include "index/manifest.h"
#include "vigie/status.h"

namespace vigie::index {

// Holds a shared lock on a manifest file, which keeps the writer's clean-up
// away from that manifest and from every file it names. Released on
// destruction, or by the kernel when the process dies. Thread-safe.
class PinnedManifest {
 public:
  virtual ~PinnedManifest() = default;
  virtual const Manifest& manifest() const = 0;
};

// Pins the manifest in force. Errors as ReadCurrentManifest.
Result<std::shared_ptr<const PinnedManifest>> PinCurrentManifest(
    const std::string& directory);

// Pins the manifest of an earlier revision. NOT_FOUND (reason REVISION_GONE):
// no reader held it, and the writer has removed it.
Result<std::shared_ptr<const PinnedManifest>> PinManifest(
    const std::string& directory, uint64_t revision);

}  // namespace vigie::index

#endif  // VIGIE_INDEX_PINNED_MANIFEST_H_
