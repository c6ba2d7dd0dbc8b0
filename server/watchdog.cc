#include "server/watchdog.h"

#include <systemd/sd-daemon.h>

#include <cstdint>
#include <utility>

#include "server/request_log.h"

namespace vigie::server {

Watchdog::Watchdog(std::function<bool()> answers)
    : answers_(std::move(answers)) {
  uint64_t allowed = 0;  // microseconds
  if (sd_watchdog_enabled(0, &allowed) <= 0) return;
  thread_ = std::thread(
      [this, allowed] { Run(std::chrono::microseconds(allowed / 2)); });
}

Watchdog::~Watchdog() {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    ends_ = true;
  }
  ended_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void Watchdog::Run(std::chrono::microseconds interval) {
  std::unique_lock<std::mutex> lock(mutex_);
  while (!ends_) {
    lock.unlock();
    if (answers_()) {
      sd_notify(0, "WATCHDOG=1");
    } else {
      LogError("the server does not answer itself");
    }
    lock.lock();
    ended_.wait_for(lock, interval, [this] { return ends_; });
  }
}

}  // namespace vigie::server
