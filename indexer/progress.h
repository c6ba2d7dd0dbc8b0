// Progress on a terminal; silent elsewhere.
#ifndef VIGIE_INDEXER_PROGRESS_H_
#define VIGIE_INDEXER_PROGRESS_H_

#include <chrono>
#include <cstdint>

#include "indexer/options.h"

namespace vigie::indexer {

// Redraws one line of stderr at most ten times a second when stderr is a
// terminal. Not thread-safe.
class Progress {
 public:
  Progress(uint64_t total_bytes, bool enabled, Language language);
  ~Progress();  // clears the line

  void Update(uint64_t articles, uint64_t rejected, uint64_t bytes);
  // Clears the line so that a message can be printed.
  void Clear();

 private:
  const uint64_t total_bytes_;
  const bool enabled_;
  const Language language_;
  const std::chrono::steady_clock::time_point start_;
  std::chrono::steady_clock::time_point drawn_;
  bool shown_ = false;
};

}  // namespace vigie::indexer

#endif  // VIGIE_INDEXER_PROGRESS_H_
