// The outcome of the last scrub, for those who tell of it.
#ifndef SERVER_SCRUB_RECORD_H_
#define SERVER_SCRUB_RECORD_H_

#include <mutex>
#include <optional>

#include "vigie/v1/index_service.pb.h"

namespace vigie::server {

// Thread-safe.
class ScrubRecord {
 public:
  void Set(const v1::ScrubOutcome& outcome) {
    const std::lock_guard<std::mutex> lock(mutex_);
    outcome_ = outcome;
  }
  // Absent before the first.
  std::optional<v1::ScrubOutcome> Get() const {
    const std::lock_guard<std::mutex> lock(mutex_);
    return outcome_;
  }

 private:
  mutable std::mutex mutex_;
  std::optional<v1::ScrubOutcome> outcome_;  // guarded by mutex_
};

}  // namespace vigie::server

#endif  // SERVER_SCRUB_RECORD_H_
