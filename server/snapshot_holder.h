// The revision in service, and the ones before it that page tokens still need.
#ifndef SERVER_SNAPSHOT_HOLDER_H_
#define SERVER_SNAPSHOT_HOLDER_H_

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "server/caller.h"
#include "server/restricted_views.h"
#include "vigie/maintenance.h"
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
    // Of a revision that is open; empty: revisions are taken to need none.
    std::function<Result<std::vector<IndexFile>>(uint64_t revision)> files;
    std::function<Clock::time_point()> now = Clock::now;
  };
  // The newest revision of an index directory; `options` but for its
  // verify_progress.
  static Source DirectorySource(const std::string& directory,
                                OpenOptions options);

  // How long superseded revisions stay readable, how many at most, and how many
  // bytes their files may have that the revision in service has not, each file
  // once; 0 bytes: any. The oldest goes first, the newest too if it alone has
  // more.
  struct Retention {
    std::chrono::milliseconds time = std::chrono::minutes(5);
    size_t count = 4;
    uint64_t bytes = uint64_t{4} << 30U;
  };

  SnapshotHolder(Source source, const Retention& retention)
      : source_(std::move(source)), retention_(retention) {}

  enum class Outcome { kUnchanged, kReplaced };
  // Opens what is published unless it is in service already. The revision in
  // service stays while the new one is verified, and stays when that fails.
  Result<Outcome> Refresh();

  // The revision in service, as `caller` may see it: so are all below.
  // UNAVAILABLE (reason INDEX_NOT_READY): none yet; the message says how far
  // its verification is.
  Result<Pointer> Current(const Caller& caller) const;

  // What a revision must hold before it answers; zeros hold in any.
  struct Demand {
    uint64_t sequence = 0;  // of a journalled write
    uint64_t revision = 0;
  };
  enum class Waiter { kReader, kWriter };
  // Waits until the revision in service holds what is demanded. UNAVAILABLE as
  // Current; DEADLINE_EXCEEDED (reason NOT_VISIBLE) and CANCELLED as `control`
  // says. RESOURCE_EXHAUSTED (reason OVERLOADED): as many readers as there are
  // cores wait already, for they hold up the work of others.
  Status Await(const Demand& demand, const CallControl& control,
               Waiter waiter) const;

  // The revision in service, and the newest journalled write that it shows;
  // zeros without one.
  struct Visible {
    uint64_t revision = 0;
    uint64_t sequence = 0;
  };
  Visible visible() const;

  // The superseded revisions that are retained, their bytes as Retention
  // counts them, and its cap.
  struct Pinned {
    uint32_t revisions = 0;
    uint64_t bytes = 0;
    uint64_t cap_bytes = 0;  // 0: none
  };
  Pinned pinned() const;

  // The revision that `page_token` pins; the one in service when it is empty.
  // INVALID_ARGUMENT: malformed. FAILED_PRECONDITION (reason
  // REVISION_EXPIRED): no longer retained.
  Result<Pointer> ForPageToken(std::string_view page_token,
                               const Caller& caller) const;

  // FAILED_PRECONDITION (reason REVISION_EXPIRED) as above.
  Result<Pointer> ForRevision(uint64_t revision, const Caller& caller) const;

 private:
  using Files = std::vector<IndexFile>;
  struct Superseded {
    Pointer snapshot;
    Files files;
    Clock::time_point expires;
  };

  // REQUIRES mutex_ held and a revision in service.
  bool Holds(const Demand& demand) const;
  Result<Pointer> InService() const;
  Result<Pointer> Retained(uint64_t revision) const;
  Result<Pointer> SeenBy(const Caller& caller, Result<Pointer> snapshot) const;
  // Both REQUIRE mutex_ held.
  void DropExpired();
  // O(files of all retained revisions).
  uint64_t BytesBeyondCurrent() const;
  std::string HowFar() const;

  const Source source_;
  const Retention retention_;
  mutable RestrictedViews views_;
  mutable std::mutex mutex_;
  mutable std::condition_variable replaced_;
  Pointer current_;                       // guarded by mutex_
  Files current_files_;                   // guarded by mutex_
  uint64_t pinned_bytes_ = 0;             // guarded by mutex_, of retained_
  mutable uint32_t readers_waiting_ = 0;  // guarded by mutex_
  uint64_t visible_sequence_ = 0;         // guarded by mutex_, of current_
  std::deque<Superseded> retained_;       // guarded by mutex_, oldest first
};

}  // namespace vigie::server

#endif  // SERVER_SNAPSHOT_HOLDER_H_
