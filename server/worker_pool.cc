#include "server/worker_pool.h"

#include <utility>

namespace vigie::server {

WorkerPool::WorkerPool(uint32_t threads, uint32_t waiting)
    : threads_limit_(threads), waiting_limit_(waiting), free_(threads) {
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

bool WorkerPool::Submit(std::function<void()> job) {
  const std::lock_guard<std::mutex> lock(mutex_);
  // Each free thread is about to take one job, which does not wait.
  if (jobs_.size() >= waiting_limit_ + free_) return false;
  jobs_.push_back(std::move(job));
  if (asleep_.empty()) return true;
  asleep_.back()->awake = true;
  asleep_.back()->called.notify_one();
  asleep_.pop_back();
  return true;
}

bool WorkerPool::Borrow() {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (free_ < threads_limit_ || !jobs_.empty()) return false;
  --free_;
  return true;
}

void WorkerPool::Return() {
  const std::lock_guard<std::mutex> lock(mutex_);
  ++free_;
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
    {
      const std::function<void()> job = std::move(jobs_.front());
      jobs_.pop_front();
      --free_;
      lock.unlock();
      job();
    }
    lock.lock();
    ++free_;
  }
}

}  // namespace vigie::server
