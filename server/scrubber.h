// The thread that reads the index again, slowly, against its checksums.
#ifndef SERVER_SCRUBBER_H_
#define SERVER_SCRUBBER_H_

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

#include "vigie/maintenance.h"

namespace vigie::server {

struct ScrubPlan {
  uint64_t bytes_per_second = 8U << 20;                      // 0: never
  std::chrono::milliseconds pause = std::chrono::hours(24);  // between passes
};

// Logs every damaged file and the outcome of every pass, and tells of it. A
// file that is damaged on the disk goes on being served from memory while it is
// there.
class Scrubber {
 public:
  using Pass = std::function<Result<ScrubReport>(const ScrubOptions&)>;

  // Told of every pass that came to its end, from the scrubber's thread.
  using Heard = std::function<void(const Result<ScrubReport>&)>;

  // Starts the thread; the first pass begins at once.
  Scrubber(Pass pass, const ScrubPlan& plan, Heard heard);
  ~Scrubber();  // stops a pass in progress
  Scrubber(const Scrubber&) = delete;
  Scrubber& operator=(const Scrubber&) = delete;

 private:
  void Run();

  const Pass pass_;
  const ScrubPlan plan_;
  const Heard heard_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool stopped_ = false;  // guarded by mutex_
  std::thread thread_;
};

}  // namespace vigie::server

#endif  // SERVER_SCRUBBER_H_
