// The revision in service, and the ones before it that page tokens still need.
#ifndef SERVER_SNAPSHOT_HOLDER_H_
#define SERVER_SNAPSHOT_HOLDER_H_

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "vigie/snapshot.h"
#include "vigie/status.h"

namespace vigie::server {

// Thread-safe: any thread reads; one thread calls Refresh.
class SnapshotHolder {
 public:
  using Pointer = std::shared_ptr<const Snapshot>;
  using Clock = std::chrono::steady_clock;

  // How far the verification of what is being opened is, in bytes. Told by
  // one thread, read by any.
  struct Progress {
    std::atomic<uint64_t> done{0};
    std::atomic<uint64_t> total{0};
  };

  // Where snapshots come from; tests give their own.
  struct Source {
    std::function<Result<Pointer>()> open;
    std::shared_ptr<const Progress> progress;  // of `open`; null: unknown
    std::function<Result<uint64_t>()> published;
    std::function<Clock::time_point()> now = Clock::now;
  };
  // The newest revision of an index directory.
  static Source DirectorySource(const std::string& directory,
                                OpenOptions::Verify verify);

  // How long superseded revisions stay readable, and how many at most; the
  // oldest goes first.
  struct Retention {
    std::chrono::milliseconds time = std::chrono::minutes(5);
    size_t count = 4;
  };

  SnapshotHolder(Source source, const Retention& retention)
      : source_(std::move(source)), retention_(retention) {}

  enum class Outcome { kUnchanged, kReplaced };
  // Opens what is published unless it is in service already. The revision in
  // service stays while the new one is verified, and stays when that fails.
  Result<Outcome> Refresh();

  // The revision in service. UNAVAILABLE (reason INDEX_NOT_READY): none yet;
  // the message says how far its verification is.
  Result<Pointer> Current() const;

  // The revision that `page_token` pins; the one in service when it is empty.
  // INVALID_ARGUMENT: malformed. FAILED_PRECONDITION (reason
  // REVISION_EXPIRED): no longer retained.
  Result<Pointer> ForPageToken(std::string_view page_token) const;

  // FAILED_PRECONDITION (reason REVISION_EXPIRED) as above.
  Result<Pointer> ForRevision(uint64_t revision) const;

 private:
  struct Superseded {
    Pointer snapshot;
    Clock::time_point expires;
  };

  // REQUIRES mutex_ held.
  void DropExpired();
  std::string HowFar() const;

  const Source source_;
  const Retention retention_;
  mutable std::mutex mutex_;
  Pointer current_;                  // guarded by mutex_
  std::deque<Superseded> retained_;  // guarded by mutex_, oldest first
};

}  // namespace vigie::server

#endif  // SERVER_SNAPSHOT_HOLDER_H_
