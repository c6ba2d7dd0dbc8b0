// Versions of deleted ids, so that an older write does not bring one back.
#ifndef VIGIE_INDEX_DELETED_VERSIONS_H_
#define VIGIE_INDEX_DELETED_VERSIONS_H_

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "index/manifest.h"
#include "vigie/status.h"

namespace vigie::index {

// Layers of files, each older one at least twice as long as the next: an
// entry is rewritten a logarithmic number of times. Not thread-safe.
class DeletedVersions {
 public:
  // DATA_LOSS names a file that is missing, changed or no such file.
  static Result<DeletedVersions> Load(const std::string& directory,
                                      const std::vector<FileRecord>& files);

  // 0: none is known.
  uint64_t Find(std::string_view id) const;
  bool Knows(std::string_view id) const;  // even of version 0
  // Version 0 takes back what is known of the id.
  void Set(std::string_view id, uint64_t version);
  // Removes the id itself, physically, with the next Write.
  void Forget(std::string_view id);

  // Writes what changed. Returns the files of the next manifest.
  Result<std::vector<FileRecord>> Write(const std::string& directory);

 private:
  using Entries = std::map<std::string, uint64_t, std::less<>>;
  struct Layer {
    FileRecord file;
    Entries entries;
  };

  // Oldest first; shared by copies, which are cheap.
  std::vector<std::shared_ptr<const Layer>> layers_;
  Entries changed_;
  bool forgotten_ = false;
  uint64_t next_file_ = 1;
};

}  // namespace vigie::index

#endif  // VIGIE_INDEX_DELETED_VERSIONS_H_
