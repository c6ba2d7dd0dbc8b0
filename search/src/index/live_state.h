// What the threads of live writing share: the next revision in the making.
#ifndef VIGIE_INDEX_LIVE_STATE_H_
#define VIGIE_INDEX_LIVE_STATE_H_

#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>

#include "index/revision_builder.h"

namespace vigie::index {

struct LiveState {
  std::mutex mutex;  // of all below
  std::condition_variable changed;
  std::unique_ptr<RevisionBuilder> builder;
  uint64_t bytes_sealed = 0;  // in segments of new articles
  uint64_t bytes_merged = 0;  // in outputs of merges
  uint32_t dead_letters = 0;
  uint32_t merges_running = 0;
  uint32_t merges_failing = 0;   // lanes that wait before they try again
  uint32_t merges_excluded = 0;  // by a compaction or an erasure
  bool merges_paused = false;
  bool stopping = false;
};

}  // namespace vigie::index

#endif  // VIGIE_INDEX_LIVE_STATE_H_
