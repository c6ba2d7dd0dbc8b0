#include "server/snapshot_holder.h"

#include <algorithm>
#include <string_view>
#include <thread>
#include <unordered_set>
#include <utility>

namespace vigie::server {

SnapshotHolder::Source SnapshotHolder::DirectorySource(
    const std::string& directory, OpenOptions options) {
  auto progress = std::make_shared<Progress>();
  options.verify_progress = [progress](uint64_t done, uint64_t total) {
    progress->done = done;
    progress->total = total;
  };
  Source source;
  source.progress = std::move(progress);
  source.open = [directory, options] {
    Result<Pointer> opened = Snapshot::Open(directory, options);
    if (opened.ok()) {
      IgnoreError((*opened)->Analyze("L’accord").status(),
                  "only loads what the first caller would wait for (20 ms)");
    }
    return opened;
  };
  source.published = [directory] {
    return Snapshot::PublishedRevision(directory);
  };
  source.files = [directory](uint64_t revision) {
    return ListRevisionFiles(directory, revision);
  };
  return source;
}

uint64_t SnapshotHolder::BytesBeyondCurrent() const {
  std::unordered_set<std::string_view> counted;
  for (const IndexFile& file : current_files_) counted.insert(file.path);
  uint64_t bytes = 0;
  for (const Superseded& old : retained_) {
    for (const IndexFile& file : old.files) {
      if (counted.insert(file.path).second) bytes += file.bytes;
    }
  }
  return bytes;
}

void SnapshotHolder::DropExpired() {
  const Clock::time_point now = source_.now();
  while (!retained_.empty() && (retained_.size() > retention_.count ||
                                retained_.front().expires <= now)) {
    retained_.pop_front();
  }
  pinned_bytes_ = BytesBeyondCurrent();
  while (retention_.bytes > 0 && pinned_bytes_ > retention_.bytes) {
    retained_.pop_front();
    pinned_bytes_ = BytesBeyondCurrent();
  }
  views_.DropOrphans();
}

Result<SnapshotHolder::Outcome> SnapshotHolder::Refresh() {
  Result<uint64_t> published = source_.published();
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    DropExpired();
    if (published.ok() && current_ && current_->revision() == *published) {
      return Outcome::kUnchanged;
    }
  }
  if (!published.ok()) return published.status();
  Result<Pointer> opened = source_.open();
  if (!opened.ok()) return opened.status();

  Result<Files> files = Files();
  if (source_.files) files = source_.files((*opened)->revision());
  if (!files.ok()) return files.status();

  const uint64_t sequence = (*opened)->GetStatus().applied_sequence;
  const std::lock_guard<std::mutex> lock(mutex_);
  if (current_ && current_->revision() == (*opened)->revision()) {
    return Outcome::kUnchanged;
  }
  if (current_) {
    retained_.push_back({std::move(current_), std::move(current_files_),
                         source_.now() + retention_.time});
  }
  current_ = *std::move(opened);
  current_files_ = *std::move(files);
  visible_sequence_ = sequence;
  DropExpired();
  replaced_.notify_all();
  return Outcome::kReplaced;
}

bool SnapshotHolder::Holds(const Demand& demand) const {
  return visible_sequence_ >= demand.sequence &&
         current_->revision() >= demand.revision;
}

Status SnapshotHolder::Await(const Demand& demand, const CallControl& control,
                             Waiter waiter) const {
  // A caller that hangs up is noticed within this time.
  constexpr std::chrono::milliseconds kPoll(20);
  static const uint32_t most_readers =
      std::max(1U, std::thread::hardware_concurrency());

  Status ready = InService().status();
  if (!ready.ok()) return ready;
  std::unique_lock<std::mutex> lock(mutex_);
  if (Holds(demand)) return OkStatus();
  const uint32_t counted = waiter == Waiter::kReader ? 1 : 0;
  if (counted == 1 && readers_waiting_ >= most_readers) {
    return Status(StatusCode::kResourceExhausted,
                  "too many calls wait for a revision; try again later",
                  "OVERLOADED");
  }
  readers_waiting_ += counted;
  Status status;
  while (status.ok() && !Holds(demand)) {
    const auto now = std::chrono::steady_clock::now();
    auto until = now + kPoll;
    if (control.deadline) until = std::min(until, *control.deadline);
    if (control.deadline && *control.deadline <= now) {
      status = Status(StatusCode::kDeadlineExceeded,
                      "what the call must read after is not visible yet",
                      "NOT_VISIBLE");
    } else if (control.cancelled && control.cancelled()) {
      status = Status(StatusCode::kCancelled, "the caller cancelled the call");
    } else {
      replaced_.wait_until(lock, until);
    }
  }
  readers_waiting_ -= counted;
  return status;
}

SnapshotHolder::Visible SnapshotHolder::visible() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (!current_) return {};
  return {current_->revision(), visible_sequence_};
}

SnapshotHolder::Pinned SnapshotHolder::pinned() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return {static_cast<uint32_t>(retained_.size()), pinned_bytes_,
          retention_.bytes};
}

std::string SnapshotHolder::HowFar() const {
  const uint64_t total = source_.progress ? source_.progress->total.load() : 0;
  if (total == 0) return "";
  return ": " + std::to_string(source_.progress->done * 100 / total) +
         " % of " + std::to_string(total) + " bytes";
}

Result<SnapshotHolder::Pointer> SnapshotHolder::SeenBy(
    const Caller& caller, Result<Pointer> snapshot) const {
  if (!snapshot.ok() || caller.sources == nullptr) return snapshot;
  return views_.Of(*snapshot, *caller.sources);
}

Result<SnapshotHolder::Pointer> SnapshotHolder::Current(
    const Caller& caller) const {
  return SeenBy(caller, InService());
}

Result<SnapshotHolder::Pointer> SnapshotHolder::InService() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (!current_) {
    return Status(
        StatusCode::kUnavailable,
        "the index is still being verified" + HowFar() + "; try again later",
        "INDEX_NOT_READY");
  }
  return current_;
}

Result<SnapshotHolder::Pointer> SnapshotHolder::ForPageToken(
    std::string_view page_token, const Caller& caller) const {
  if (page_token.empty()) return Current(caller);
  Result<uint64_t> revision = Snapshot::PageTokenRevision(page_token);
  if (!revision.ok()) return revision.status();
  return *revision == UINT64_MAX ? Current(caller)
                                 : ForRevision(*revision, caller);
}

Result<SnapshotHolder::Pointer> SnapshotHolder::ForRevision(
    uint64_t revision, const Caller& caller) const {
  return SeenBy(caller, Retained(revision));
}

Result<SnapshotHolder::Pointer> SnapshotHolder::Retained(
    uint64_t revision) const {
  Result<Pointer> current = InService();
  if (!current.ok() || (*current)->revision() == revision) return current;

  const std::lock_guard<std::mutex> lock(mutex_);
  const Clock::time_point now = source_.now();
  for (const Superseded& old : retained_) {
    if (old.snapshot->revision() == revision && now < old.expires) {
      return old.snapshot;
    }
  }
  return Status(StatusCode::kFailedPrecondition,
                "revision " + std::to_string(revision) +
                    " is no longer kept; go on with the resume token, or start "
                    "again",
                "REVISION_EXPIRED");
}

}  // namespace vigie::server
