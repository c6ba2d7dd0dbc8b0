// Merging in the background, beside publications.
#ifndef VIGIE_INDEX_MERGER_H_
#define VIGIE_INDEX_MERGER_H_

#include <atomic>
#include <chrono>
#include <cstdint>
#include <optional>
#include <thread>

#include "index/live_state.h"
#include "index/merge_job.h"
#include "vigie/live_writer.h"
#include "vigie/status.h"

namespace vigie::index {

// Two lanes, one thread each: small merges go on while a large one runs, so
// that the number of segments stays bounded. A merge that fails leaves nothing
// and is tried again later. Thread-safe.
class Merger {
 public:
  // REQUIRES that `state` outlives this.
  Merger(LiveState* state, const LiveOptions& options);
  ~Merger();  // abandons running merges
  Merger(const Merger&) = delete;
  Merger& operator=(const Merger&) = delete;

  // All segments that are there into one.
  Status CompactAll();
  // Rewrites the segments that hold what is being erased, and publishes.
  Status Erase();

 private:
  void LaneLoop(bool small_lane);
  std::optional<MergeJob> Plan(bool small_lane);
  Status Run(const MergeJob& job);
  Status Install(const MergeJob& job, Result<MergeOutput> output);
  // Ends running merges and keeps new ones away while it lives.
  class Exclusive;

  LiveState* state_;
  const LiveOptions options_;
  bool exclusive_ = false;  // somebody is; state_->mutex
  std::atomic<bool> cancelled_{false};
  std::thread small_;
  std::thread large_;
};

}  // namespace vigie::index

#endif  // VIGIE_INDEX_MERGER_H_
