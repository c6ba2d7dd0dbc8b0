// A bound on the work done at once: a semaphore with a bounded queue.
#ifndef SERVER_ADMISSION_H_
#define SERVER_ADMISSION_H_

#include <condition_variable>
#include <cstdint>
#include <mutex>

#include "vigie/search.h"
#include "vigie/status.h"

namespace vigie::server {

// Thread-safe.
class Admission {
 public:
  // At most `running` tickets at once, and at most `waiting` callers more.
  Admission(uint32_t running, uint32_t waiting)
      : running_limit_(running), waiting_limit_(waiting) {}

  Admission(const Admission&) = delete;
  Admission& operator=(const Admission&) = delete;

  // Gives its place back when destroyed. Must not outlive its Admission.
  class Ticket {
   public:
    explicit Ticket(Admission* admission) : admission_(admission) {}
    Ticket(Ticket&& other) noexcept : admission_(other.admission_) {
      other.admission_ = nullptr;
    }
    Ticket(const Ticket&) = delete;
    Ticket& operator=(const Ticket&) = delete;
    Ticket& operator=(Ticket&&) = delete;
    ~Ticket() {
      if (admission_ != nullptr) admission_->Release();
    }

   private:
    Admission* admission_;
  };

  // Waits for a place. RESOURCE_EXHAUSTED (reason OVERLOADED): the queue is
  // full, at once; DEADLINE_EXCEEDED and CANCELLED as `control` says.
  Result<Ticket> Acquire(const CallControl& control);

 private:
  void Release();

  const uint32_t running_limit_;
  const uint32_t waiting_limit_;
  std::mutex mutex_;
  std::condition_variable released_;
  uint32_t running_ = 0;  // guarded by mutex_
  uint32_t waiting_ = 0;  // guarded by mutex_
};

}  // namespace vigie::server

#endif  // SERVER_ADMISSION_H_
