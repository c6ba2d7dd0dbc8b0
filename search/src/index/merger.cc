#include "index/merger.h"

#include <algorithm>
#include <utility>

#include "index/merge_policy.h"
#include "index/xapian_status.h"

namespace vigie::index {
namespace {

using Clock = std::chrono::steady_clock;

// The output of a merge in the small lane: under a second of work.
constexpr uint64_t kSmallBytes = 16U << 20;
// After a merge that failed, a full disk mostly.
constexpr std::chrono::seconds kRetryAfter{5};

// Keeps a merge to so many bytes per second by making it wait.
class Throttle {
 public:
  explicit Throttle(uint64_t bytes_per_second)
      : bytes_per_second_(bytes_per_second) {}

  // When the merge may go on, having written so many bytes more.
  Clock::time_point Charge(uint64_t bytes) {
    bytes_ += bytes;
    if (bytes_per_second_ == 0) return begin_;
    return begin_ + std::chrono::microseconds(static_cast<int64_t>(
                        1e6 * static_cast<double>(bytes_) /
                        static_cast<double>(bytes_per_second_)));
  }

 private:
  const uint64_t bytes_per_second_;
  const Clock::time_point begin_ = Clock::now();
  uint64_t bytes_ = 0;
};

Status Cancelled() {
  return Status(StatusCode::kCancelled, "the merge was given up");
}

}  // namespace

class Merger::Exclusive {
 public:
  explicit Exclusive(Merger* merger) : merger_(merger) {
    std::unique_lock<std::mutex> lock(merger_->state_->mutex);
    ++merger_->state_->merges_excluded;
    merger_->cancelled_ = true;
    merger_->state_->changed.notify_all();
    merger_->state_->changed.wait(lock, [this] {
      return merger_->state_->merges_running == 0 && !merger_->exclusive_;
    });
    merger_->exclusive_ = true;
    merger_->cancelled_ = merger_->state_->stopping;
  }
  ~Exclusive() {
    {
      const std::lock_guard<std::mutex> lock(merger_->state_->mutex);
      --merger_->state_->merges_excluded;
      merger_->exclusive_ = false;
    }
    merger_->state_->changed.notify_all();
  }
  Exclusive(const Exclusive&) = delete;
  Exclusive& operator=(const Exclusive&) = delete;

 private:
  Merger* merger_;
};

Merger::Merger(LiveState* state, const LiveOptions& options)
    : state_(state), options_(options) {
  if (!options.merge) return;
  small_ = std::thread([this] { LaneLoop(/*small_lane=*/true); });
  large_ = std::thread([this] { LaneLoop(/*small_lane=*/false); });
}

Merger::~Merger() {
  {
    const std::lock_guard<std::mutex> lock(state_->mutex);
    state_->stopping = true;
    cancelled_ = true;
  }
  state_->changed.notify_all();
  if (small_.joinable()) small_.join();
  if (large_.joinable()) large_.join();
}

// REQUIRES state_->mutex. The best choice goes to the lane of its size; the
// small lane makes do with less when a large merge leaves no room to wait.
std::optional<MergeJob> Merger::Plan(bool small_lane) {
  if (state_->merges_paused || state_->merges_excluded > 0 || state_->stopping)
    return {};
  RevisionBuilder& builder = *state_->builder;
  return small_lane ? builder.PlanMerge(0, kSmallBytes)
                    : builder.PlanMerge(kSmallBytes + 1, kNoMergeLimit);
}

void Merger::LaneLoop(bool small_lane) {
  std::unique_lock<std::mutex> lock(state_->mutex);
  while (!state_->stopping) {
    std::optional<MergeJob> job = Plan(small_lane);
    if (!job.has_value()) {
      state_->changed.wait(lock);
      continue;
    }
    ++state_->merges_running;
    lock.unlock();
    const Status done =
        CatchXapian("merging segments", [&] { return Run(*job); });
    job.reset();
    lock.lock();
    --state_->merges_running;
    state_->changed.notify_all();
    if (done.ok() || done.code() == StatusCode::kCancelled) continue;
    ++state_->merges_failing;
    state_->changed.notify_all();
    state_->changed.wait_for(lock, kRetryAfter,
                             [this] { return state_->stopping; });
    --state_->merges_failing;
  }
}

// Without state_->mutex.
Status Merger::Run(const MergeJob& job) {
  Throttle throttle(options_.merge_bytes_per_second);
  const auto hook = [&](uint64_t bytes) -> Status {
    const Clock::time_point resume = throttle.Charge(bytes);
    std::unique_lock<std::mutex> lock(state_->mutex);
    state_->changed.wait_until(lock, resume,
                               [this] { return cancelled_.load(); });
    state_->changed.wait(
        lock, [this] { return cancelled_ || !state_->merges_paused; });
    return cancelled_ ? Cancelled() : OkStatus();
  };
  Result<MergeOutput> output = CatchXapian("merging segments", [&] {
    return RunMerge(state_->builder->directory(), job,
                    state_->builder->options(), hook, /*threads=*/1);
  });
  return Install(job, std::move(output));
}

Status Merger::Install(const MergeJob& job, Result<MergeOutput> output) {
  const std::lock_guard<std::mutex> lock(state_->mutex);
  RevisionBuilder& builder = *state_->builder;
  if (!output.ok()) {
    builder.Abandon(job);
    return output.status();
  }
  if (output->segment.has_value()) {
    const SegmentRecord& record = output->segment->record;
    state_->bytes_merged += record.database.bytes + record.columns.bytes;
  }
  builder.InstallMerged(job, *std::move(output));
  // Its inputs' files can go as soon as no revision names them.
  return builder.Publish();
}

Status Merger::CompactAll() {
  const Exclusive alone(this);
  while (true) {
    std::optional<MergeJob> job;
    {
      const std::lock_guard<std::mutex> lock(state_->mutex);
      job = state_->builder->PlanCompaction();
    }
    if (!job.has_value()) return OkStatus();
    Status done = Run(*job);
    if (!done.ok()) return done;
  }
}

Status Merger::Erase() {
  const Exclusive alone(this);
  while (true) {
    std::optional<MergeJob> job;
    {
      const std::lock_guard<std::mutex> lock(state_->mutex);
      job = state_->builder->PlanErasure();
      if (!job.has_value()) {
        Status ended = state_->builder->EndErasures();
        return ended.ok() ? state_->builder->Publish() : ended;
      }
    }
    Status done = Run(*job);
    if (!done.ok()) return done;
  }
}

}  // namespace vigie::index
