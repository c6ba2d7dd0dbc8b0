// How far the newest journal file is known to be durable, kept beside it: cut
// or zeroed bytes at its end leave no mark behind that would tell of them.
//
// It is written after what it tells of is durable and never synced itself, so
// it costs a write to memory per group: after a power cut it may be older,
// never ahead.
#ifndef VIGIE_INDEX_JOURNAL_WATERMARK_H_
#define VIGIE_INDEX_JOURNAL_WATERMARK_H_

#include <cstdint>
#include <optional>
#include <string>

#include "index/file_io.h"

namespace vigie::index {

struct Watermark {
  uint64_t first_sequence = 0;  // names the journal file
  uint64_t end = 0;             // bytes of it that are durable
};

// Not thread-safe.
class WatermarkWriter {
 public:
  // Failures are ignored: a missing or stale watermark only notices less.
  void Write(const std::string& journal_directory, const Watermark& watermark);
  // When no file of the journal is left.
  void Remove(const std::string& journal_directory);

 private:
  FileDescriptor file_;
};

// Nothing when there is none, or one that is damaged.
std::optional<Watermark> ReadWatermark(const std::string& journal_directory);

void RemoveWatermark(const std::string& journal_directory);

}  // namespace vigie::index

#endif  // VIGIE_INDEX_JOURNAL_WATERMARK_H_
