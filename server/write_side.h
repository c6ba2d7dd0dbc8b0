// The writer of a server that writes: opened late, replaced when the dictionary
// is read again, closed before the process ends.
#ifndef SERVER_WRITE_SIDE_H_
#define SERVER_WRITE_SIDE_H_

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>

#include "vigie/live_writer.h"
#include "vigie/status.h"

namespace vigie::server {

// Thread-safe. Holds the index's writer lock from Open to Close.
class WriteSide {
 public:
  // `enabled`: false: every Use is refused with FAILED_PRECONDITION (reason
  // WRITES_DISABLED), and Open does nothing.
  WriteSide(std::string directory, LiveOptions options, bool enabled)
      : directory_(std::move(directory)),
        options_(std::move(options)),
        enabled_(enabled) {}

  // Replays the journal; O(its records). Errors as LiveWriter::Open.
  Status Open();
  // Publishes what is acknowledged; waits for uses to end. Further ones are
  // UNAVAILABLE (reason SHUTTING_DOWN).
  void Close();
  // Opens the writer anew, with the dictionary as its file is now; uses wait
  // meanwhile. FAILED_PRECONDITION (reason DICTIONARY): the writer goes on with
  // the one before, read from its own copy in the index.
  Status ReloadDictionary();

  // Runs `use` on the writer. Also UNAVAILABLE (reason INDEX_NOT_READY) before
  // Open has ended.
  Status Use(const std::function<Status(LiveWriter*)>& use);

  bool enabled() const { return enabled_; }

 private:
  enum class State { kClosed, kOpen, kReplacing, kEnded };

  // Why it cannot be used; OK while kReplacing. REQUIRES mutex_.
  Status NotOpen() const;

  const std::string directory_;
  const LiveOptions options_;
  const bool enabled_;
  std::mutex mutex_;
  std::condition_variable changed_;
  State state_ = State::kClosed;        // guarded by mutex_
  uint32_t uses_ = 0;                   // guarded by mutex_
  std::unique_ptr<LiveWriter> writer_;  // replaced while uses_ is 0
};

}  // namespace vigie::server

#endif  // SERVER_WRITE_SIDE_H_
