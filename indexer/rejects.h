// What was rejected or repaired: told on stderr, kept in the rejects file.
#ifndef VIGIE_INDEXER_REJECTS_H_
#define VIGIE_INDEXER_REJECTS_H_

#include <cstdint>
#include <fstream>
#include <string>

#include "indexer/article_source.h"
#include "indexer/options.h"

namespace vigie::indexer {

// One line per fault on stderr, "FILE:LINE: what: detail" or "FILE@BYTE: ...",
// and for each rejection one JSON object {file, line or byte, id, reason,
// message, raw} in the rejects file, which is created at the first one and
// replaces an older file. Not thread-safe.
class Rejects {
 public:
  Rejects(std::string path, Language language);

  void Reject(const SourceItem& item, const std::string& id,
              const Status& status);
  void Repair(const SourceItem& item);

  uint64_t rejected() const { return rejected_; }
  uint64_t repaired() const { return repaired_; }
  // Rejections by what they were, in the language of the messages.
  const Counts& by_kind() const { return by_kind_; }
  const std::string& path() const { return path_; }
  // Flushes; UNAVAILABLE when the rejects file could not be written.
  Status Close();

 private:
  void Print(const InputPlace& place, bool rejected, const Status& status);

  const std::string path_;
  const Language language_;
  std::ofstream out_;
  uint64_t rejected_ = 0;
  uint64_t repaired_ = 0;
  Counts by_kind_;
};

}  // namespace vigie::indexer

#endif  // VIGIE_INDEXER_REJECTS_H_
