#include "server/write_side.h"

#include <utility>

#include "vigie/snapshot.h"

namespace vigie::server {
namespace {

Status Disabled() {
  return Status(StatusCode::kFailedPrecondition,
                "this server does not write; start it with --writes",
                "WRITES_DISABLED");
}

}  // namespace

Status WriteSide::Open() {
  if (!enabled_) return OkStatus();
  Result<std::unique_ptr<LiveWriter>> opened =
      LiveWriter::Open(directory_, options_);
  if (!opened.ok()) return opened.status();
  const std::lock_guard<std::mutex> lock(mutex_);
  if (state_ == State::kEnded) return OkStatus();
  writer_ = *std::move(opened);
  state_ = State::kOpen;
  return OkStatus();
}

Status WriteSide::NotOpen() const {
  switch (state_) {
    case State::kEnded:
      return Status(StatusCode::kUnavailable, "the server is shutting down",
                    "SHUTTING_DOWN");
    case State::kClosed:
      return Status(StatusCode::kUnavailable,
                    "the writer is not ready yet; try again later",
                    "INDEX_NOT_READY");
    default:
      return OkStatus();
  }
}

void WriteSide::Close() {
  std::unique_lock<std::mutex> lock(mutex_);
  changed_.wait(lock, [this] { return state_ != State::kReplacing; });
  state_ = State::kEnded;
  changed_.wait(lock, [this] { return uses_ == 0; });
  writer_.reset();
}

Status WriteSide::ReloadDictionary() {
  if (!enabled_) return Disabled();
  std::unique_lock<std::mutex> lock(mutex_);
  changed_.wait(lock, [this] { return state_ != State::kReplacing; });
  Status usable = NotOpen();
  if (!usable.ok()) return usable;
  state_ = State::kReplacing;
  changed_.wait(lock, [this] { return uses_ == 0; });
  lock.unlock();
  writer_.reset();
  Result<std::unique_ptr<LiveWriter>> opened =
      LiveWriter::Open(directory_, options_);
  Status outcome;
  if (!opened.ok()) {
    outcome = Status(StatusCode::kFailedPrecondition, opened.status().message(),
                     "DICTIONARY");
    // The dictionary in use is a file of the index.
    LiveOptions before = options_;
    const Result<DirectoryStatus> inspected =
        Snapshot::InspectDirectory(directory_);
    if (inspected.ok()) {
      before.writer.dictionary_path =
          directory_ + "/" + inspected->dictionary_path;
      before.writer.overlay_path.clear();
    }
    opened = LiveWriter::Open(directory_, before);
  }
  lock.lock();
  if (opened.ok()) writer_ = *std::move(opened);
  state_ = writer_ ? State::kOpen : State::kClosed;
  changed_.notify_all();
  return outcome;
}

Status WriteSide::Use(const std::function<Status(LiveWriter*)>& use) {
  if (!enabled_) return Disabled();
  {
    std::unique_lock<std::mutex> lock(mutex_);
    changed_.wait(lock, [this] { return state_ != State::kReplacing; });
    Status usable = NotOpen();
    if (!usable.ok()) return usable;
    ++uses_;
  }
  Status outcome = use(writer_.get());
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    --uses_;
  }
  changed_.notify_all();
  return outcome;
}

}  // namespace vigie::server
