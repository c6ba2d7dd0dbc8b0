#include "server/revision_watcher.h"

#include <chrono>
#include <utility>

#include "server/request_log.h"

namespace vigie::server {
namespace {

constexpr char kCurrentFile[] = "CURRENT";
// Besides events: catches what inotify cannot tell (a directory replaced, the
// limit of watches reached).
constexpr int kPollMs = 1'000;
constexpr std::chrono::seconds kRetry(30);

}  // namespace

RevisionWatcher::RevisionWatcher(const std::string& directory,
                                 SnapshotHolder* holder,
                                 std::function<Status()> prepare,
                                 std::function<void(const Status&)> first)
    : holder_(holder),
      prepare_(std::move(prepare)),
      first_(std::move(first)),
      watch_(directory, kCurrentFile),
      thread_([this] { Run(); }) {}

RevisionWatcher::~RevisionWatcher() {
  watch_.Stop();
  thread_.join();
}

Status RevisionWatcher::OpenFirst() {
  if (prepare_) {
    Status prepared = prepare_();
    if (!prepared.ok()) return prepared;
  }
  return holder_->Refresh().status();
}

void RevisionWatcher::Run() {
  using Clock = std::chrono::steady_clock;
  {
    const Status opened = OpenFirst();
    first_(opened);
    if (!opened.ok()) return;
  }
  Clock::time_point retry_at = Clock::time_point::min();
  for (;;) {
    const DirectoryWatch::Event event = watch_.Wait(kPollMs);
    if (event == DirectoryWatch::Event::kStopped) return;
    if (event == DirectoryWatch::Event::kTimeout && Clock::now() < retry_at) {
      continue;
    }
    const Result<SnapshotHolder::Outcome> refreshed = holder_->Refresh();
    if (!refreshed.ok()) {
      LogError("the new revision is not served: " +
               refreshed.status().ToString());
      retry_at = Clock::now() + kRetry;
      continue;
    }
    retry_at = Clock::time_point::min();
    if (*refreshed != SnapshotHolder::Outcome::kReplaced) continue;
    const Result<SnapshotHolder::Pointer> current =
        holder_->Current(Unrestricted());
    if (current.ok()) {
      LogInfo("serving revision " + std::to_string((*current)->revision()));
    }
  }
}

}  // namespace vigie::server
