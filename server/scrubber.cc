#include "server/scrubber.h"

#include <utility>

#include "server/request_log.h"

namespace vigie::server {
namespace {

void Log(const Result<ScrubReport>& report) {
  if (!report.ok()) {
    LogError("scrub: " + report.status().ToString());
    return;
  }
  for (const FileFault& fault : report->faults) {
    LogError("scrub: " + fault.status.ToString());
  }
  LogInfo("scrub: revision " + std::to_string(report->revision) + ", " +
          std::to_string(report->files) + " files, " +
          std::to_string(report->bytes) + " bytes, " +
          std::to_string(report->faults.size()) + " damaged");
}

}  // namespace

Scrubber::Scrubber(Pass pass, const ScrubPlan& plan, Heard heard)
    : pass_(std::move(pass)),
      plan_(plan),
      heard_(std::move(heard)),
      thread_([this] { Run(); }) {}

Scrubber::~Scrubber() {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    stopped_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

void Scrubber::Run() {
  ScrubOptions options;
  options.bytes_per_second = plan_.bytes_per_second;
  options.stop = [this] {
    const std::lock_guard<std::mutex> lock(mutex_);
    return stopped_;
  };
  std::unique_lock<std::mutex> lock(mutex_);
  while (!stopped_) {
    lock.unlock();
    const Result<ScrubReport> report = pass_(options);
    if (report.status().code() != StatusCode::kCancelled) {
      Log(report);
      heard_(report);
    }
    lock.lock();
    changed_.wait_for(lock, plan_.pause, [this] { return stopped_; });
  }
}

}  // namespace vigie::server
