// Which documents of a segment are replaced or deleted: a bitmap, in memory
// and as a file of its own that a manifest names.
#ifndef VIGIE_INDEX_TOMBSTONES_H_
#define VIGIE_INDEX_TOMBSTONES_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "vigie/status.h"

namespace vigie::index {

// Not thread-safe while it changes.
class Tombstones {
 public:
  explicit Tombstones(uint32_t documents);

  // DATA_LOSS names `path` when the bytes are not such a file, or one for
  // another number of documents.
  static Result<Tombstones> Decode(std::string_view bytes, uint32_t documents,
                                   const std::string& path);
  std::string Encode() const;

  // REQUIRES doc < documents given. Set is idempotent.
  void Set(uint32_t doc);
  bool Has(uint32_t doc) const {
    return (words_[doc / 64] >> (doc % 64) & 1) != 0;
  }
  uint32_t count() const { return count_; }

 private:
  uint32_t documents_;
  uint32_t count_ = 0;
  std::vector<uint64_t> words_;
};

// "tombstones-7-12.bin" for segment "seg-7" from revision 12 on.
std::string TombstonesName(std::string_view segment, uint64_t revision);

}  // namespace vigie::index

#endif  // VIGIE_INDEX_TOMBSTONES_H_
