#include "server/worker_pool.h"

#include <utility>

#include "server/busy_poll.h"

namespace vigie::server {

WorkerPool::WorkerPool(uint32_t threads, uint32_t waiting)
    : threads_limit_(threads), waiting_limit_(waiting) {
  for (uint32_t i = 0; i < threads; ++i) {
    threads_.emplace_back([this] { Work(); });
  }
}

WorkerPool::~WorkerPool() {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    ending_ = true;
    for (Sleeper* sleeper : asleep_) sleeper->called.notify_one();
  }
  for (std::thread& thread : threads_) thread.join();
}

bool WorkerPool::Submit(std::function<void()> job, Wait most_wait) {
  const std::lock_guard<std::mutex> lock(mutex_);
  // Each free thread is about to take one job, which does not wait.
  if (jobs_.size() + running_ >= waiting_limit_ + threads_limit_) return false;
  if (ExpectedWait() > most_wait) return false;
  jobs_.push_back(std::move(job));
  if (asleep_.empty()) return true;
  asleep_.back()->awake = true;
  asleep_.back()->called.notify_one();
  asleep_.pop_back();
  return true;
}

bool WorkerPool::Borrow() {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (running_ > 0 || !jobs_.empty()) return false;
  ++running_;
  borrowed_ = Clock::now();
  return true;
}

void WorkerPool::Return() {
  const std::lock_guard<std::mutex> lock(mutex_);
  --running_;
  Learn(Clock::now() - borrowed_);
}

WorkerPool::Wait WorkerPool::ExpectedWait() const {
  const size_t with_it = jobs_.size() + running_ + 1;
  if (with_it <= threads_limit_) return Wait(0);
  const auto before = static_cast<Wait::rep>(with_it - threads_limit_);
  return typical_ * before / static_cast<Wait::rep>(threads_limit_);
}

void WorkerPool::Learn(Wait duration) {
  constexpr Wait::rep kShare = 16;
  typical_ += (duration - typical_) / kShare;
}

void WorkerPool::Work() {
  Sleeper sleeper;
  std::unique_lock<std::mutex> lock(mutex_);
  while (true) {
    while (jobs_.empty() && !ending_) {
      sleeper.awake = false;
      asleep_.push_back(&sleeper);
      sleeper.called.wait(lock, [&] { return sleeper.awake || ending_; });
    }
    if (jobs_.empty()) return;
    Clock::time_point start;
    {
      const std::function<void()> job = std::move(jobs_.front());
      jobs_.pop_front();
      ++running_;
      lock.unlock();
      start = Clock::now();
      const BusyPoll::Job at_work;
      job();
    }
    const Wait duration = Clock::now() - start;
    lock.lock();
    --running_;
    Learn(duration);
  }
}

}  // namespace vigie::server
