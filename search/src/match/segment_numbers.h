// Short names of the segments that open snapshots hold.
#ifndef VIGIE_MATCH_SEGMENT_NUMBERS_H_
#define VIGIE_MATCH_SEGMENT_NUMBERS_H_

#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

namespace vigie::match {

// The same content (ContentKey) has the same number as long as some snapshot
// holds it; no number is given twice. Thread-safe.
class SegmentNumbers {
 public:
  // Each Hold ends with one Release of the same.
  uint32_t Hold(const std::string& content);
  // The number when it was the last to hold it.
  std::optional<uint32_t> Release(const std::string& content);

 private:
  struct Held {
    uint32_t number = 0;
    uint32_t holders = 0;
  };
  std::mutex mutex_;
  std::unordered_map<std::string, Held> held_;  // guarded by mutex_
  uint32_t next_ = 0;                           // guarded by mutex_
};

}  // namespace vigie::match

#endif  // VIGIE_MATCH_SEGMENT_NUMBERS_H_
