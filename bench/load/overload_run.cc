#include "bench/load/overload_run.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "bench/engine/process.h"
#include "bench/load/served_process.h"

namespace vigie::bench {
namespace {

// Reads the resident memory of a process from time to time while this lives.
class MemoryWatch {
 public:
  explicit MemoryWatch(pid_t pid) : pid_(pid), thread_([this] { Read(); }) {}
  ~MemoryWatch() {
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      ending_ = true;
    }
    ended_.notify_one();
    thread_.join();
  }
  MemoryWatch(const MemoryWatch&) = delete;
  MemoryWatch& operator=(const MemoryWatch&) = delete;

  double most_mb() {
    const std::lock_guard<std::mutex> lock(mutex_);
    return most_mb_;
  }

 private:
  void Read() {
    constexpr std::chrono::milliseconds kEvery(100);
    std::unique_lock<std::mutex> lock(mutex_);
    do {
      most_mb_ = std::max(most_mb_, UseOf(pid_).rss_mb);
    } while (!ended_.wait_for(lock, kEvery, [this] { return ending_; }));
  }

  const pid_t pid_;
  std::mutex mutex_;
  std::condition_variable ended_;
  bool ending_ = false;  // guarded by mutex_, as is most_mb_
  double most_mb_ = 0;
  std::thread thread_;  // last, so that it starts when the rest is there
};

double RssOf(pid_t pid) { return pid > 0 ? UseOf(pid).rss_mb : 0; }

}  // namespace

Result<OverloadResult> RunOverload(const OverloadPlan& overload,
                                   const LoadPlan& plan,
                                   const std::vector<LoadCall>& calls,
                                   const ChannelMaker& make_channel,
                                   pid_t pid) {
  OverloadResult result;
  LoadPlan closed = plan;
  closed.rate = 0;
  closed.duration = overload.calm;
  result.peak = RunLoad(closed, calls, make_channel);
  if (result.peak.ok == 0) {
    return Status(StatusCode::kUnavailable, "no call succeeded");
  }
  result.rss_before_mb = RssOf(pid);

  LoadPlan open = plan;
  open.rate = overload.factor * result.peak.ok_per_s();
  open.duration = overload.duration;
  open.in_flight = kOverloadPlaces;
  const double server_before = pid > 0 ? UseOf(pid).cpu_seconds : 0;
  const double client_before = CpuSeconds();
  {
    MemoryWatch memory(pid);
    result.overload = RunLoad(open, calls, make_channel);
    result.rss_most_mb = pid > 0 ? memory.most_mb() : 0;
  }
  result.client_cpu_s = CpuSeconds() - client_before;
  result.server_cpu_s = pid > 0 ? UseOf(pid).cpu_seconds - server_before : 0;
  const double seconds = std::chrono::duration<double>(open.duration).count();
  result.due_per_s = open.rate;
  result.drain_seconds = std::max(0.0, result.overload.seconds - seconds);
  result.goodput_per_s = result.overload.ok_per_s();
  result.sent_per_s =
      static_cast<double>(result.overload.ok + result.overload.error_count()) /
      result.overload.seconds;

  closed.duration = std::chrono::seconds(1);
  result.first_second = RunLoad(closed, calls, make_channel);
  closed.duration = overload.calm;
  result.after = RunLoad(closed, calls, make_channel);
  result.rss_after_mb = RssOf(pid);
  return result;
}

}  // namespace vigie::bench
