// Tells the service manager that the server answers, for as long as it does.
#ifndef SERVER_WATCHDOG_H_
#define SERVER_WATCHDOG_H_

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace vigie::server {

class Watchdog {
 public:
  // Asks `answers` from a thread of its own, twice within the time that the
  // manager allows between two signs of life (WatchdogSec= of systemd). Nothing
  // happens without a manager that waits for them.
  explicit Watchdog(std::function<bool()> answers);
  ~Watchdog();  // no further question; waits for the one under way
  Watchdog(const Watchdog&) = delete;
  Watchdog& operator=(const Watchdog&) = delete;

 private:
  void Run(std::chrono::microseconds interval);

  const std::function<bool()> answers_;
  std::mutex mutex_;
  std::condition_variable ended_;
  bool ends_ = false;  // guarded by mutex_
  std::thread thread_;
};

}  // namespace vigie::server

#endif  // SERVER_WATCHDOG_H_
