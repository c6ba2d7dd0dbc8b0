// A fixed number of threads and a bounded queue of jobs before them.
#ifndef SERVER_WORKER_POOL_H_
#define SERVER_WORKER_POOL_H_

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace vigie::server {

// Thread-safe, except for its destruction. The threads live as long as the
// pool: what the library keeps per thread (break iterators, decompression,
// scratch memory) is set up once, and not once per burst of calls. The thread
// that ended a job last takes the next one, since its memory is still near.
class WorkerPool {
 public:
  using Wait = std::chrono::steady_clock::duration;

  // `threads` jobs run at once, `waiting` more may wait.
  WorkerPool(uint32_t threads, uint32_t waiting);
  // Runs what waits, then ends.
  ~WorkerPool();

  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  // In order of arrival. False: the queue is full, or `job` would wait longer
  // than `most_wait` as far as the last jobs tell, and will not run. A job must
  // not throw.
  bool Submit(std::function<void()> job, Wait most_wait = Wait::max());

  // Whether the calling thread may do a job itself: only while nothing else
  // runs or waits. Then it calls Return once done.
  bool Borrow();
  void Return();

 private:
  using Clock = std::chrono::steady_clock;

  struct Sleeper {
    std::condition_variable called;
    bool awake = true;
  };

  void Work();
  // For a job that is queued now; with mutex_ held.
  Wait ExpectedWait() const;
  void Learn(Wait duration);  // of a job; with mutex_ held

  const uint32_t threads_limit_;
  const uint32_t waiting_limit_;
  std::mutex mutex_;
  std::deque<std::function<void()>>
      jobs_;                      // guarded by mutex_, as is all below
  std::vector<Sleeper*> asleep_;  // the last to fall asleep at the end
  // Jobs, on threads and where a place is lent; with one lent, one more than
  // there are threads at times.
  uint32_t running_ = 0;
  bool ending_ = false;
  Clock::time_point borrowed_;        // when Borrow was last granted
  Wait typical_{0};                   // duration of the last jobs, running mean
  std::vector<std::thread> threads_;  // of the constructor and the destructor
};

}  // namespace vigie::server

#endif  // SERVER_WORKER_POOL_H_
