// Where live writes come in: checked, made durable in groups, and handed to
// whoever publishes.
#ifndef VIGIE_INDEX_WRITE_INTAKE_H_
#define VIGIE_INDEX_WRITE_INTAKE_H_

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <unordered_map>
#include <vector>

#include "index/journal_writer.h"
#include "index/revision_builder.h"
#include "index/write_record.h"
#include "vigie/live_writer.h"
#include "vigie/status.h"

namespace vigie::index {

// Thread-safe. Any number of threads submit; one thread of its own writes the
// journal; one other thread, the publisher, takes what is durable.
class WriteIntake {
 public:
  using Clock = std::chrono::steady_clock;

  WriteIntake(JournalWriter journal, StoredIds stored,
              const LiveOptions& options);
  ~WriteIntake();  // as Stop
  WriteIntake(const WriteIntake&) = delete;
  WriteIntake& operator=(const WriteIntake&) = delete;

  // Blocks until each write is durable or refused; outcomes in order. Waits
  // for the publisher first while it is more than kMostWaitingBytes behind.
  std::vector<WriteOutcome> Submit(std::vector<WriteRecord> writes);

  // No further submissions; returns when all accepted ones have their outcome.
  void Stop();

  // For the publisher: waits until the oldest durable write is as old as the
  // publish interval, or enough of them wait, or somebody asks, or `deadline`,
  // or Stop; then takes them all, in sequence.
  std::vector<WriteRecord> TakeDurable(Clock::time_point deadline);
  // All up to this sequence is published, and `stored` is what the index holds.
  void MarkApplied(uint64_t sequence, StoredIds stored);
  // Publishing failed, or works again: waiters are told, and submissions are
  // refused once too much waits.
  void SetPublishError(const Status& error);

  // Asks for a publication and waits until all that is durable now, or up to
  // `sequence`, is applied. The publisher's error if it meets one meanwhile.
  Status PublishAll();
  Status WaitApplied(uint64_t sequence);

  // Removes journal files that are applied; with `including_open` even the
  // one in use.
  Status TrimJournal(uint64_t applied_sequence, bool including_open);
  // Ends the journal: sealed, or removed when all is applied.
  Status CloseJournal();

  struct Numbers {
    uint64_t durable_sequence = 0;
    uint64_t applied_sequence = 0;
    uint64_t waiting_bytes = 0;  // durable, not applied
    uint64_t journal_bytes_written = 0;
    Status write_error;
  };
  Numbers numbers() const;

 private:
  struct Waiting {
    WriteRecord record;
    std::string payload;  // until it is in the journal
    uint64_t bytes = 0;   // of the payload
    std::string source;   // Article::source of a put
    WriteOutcome outcome;
    Clock::time_point since;
    bool decided = false;
  };
  using WaitingWrite = std::shared_ptr<Waiting>;

  Status Check(const WriteRecord& write) const;
  Status CheckScope(const WriteRecord& write, const Waiting* last) const;
  bool Accept(const WaitingWrite& write);
  void Decide(const WaitingWrite& write, const Status& status);
  void Forget(const WaitingWrite& write);
  bool MayTake(Clock::time_point now) const;
  void CommitLoop();
  std::vector<WaitingWrite> TakeGroup(std::unique_lock<std::mutex>* lock);
  Status Commit(const std::vector<WaitingWrite>& group);
  void Finish(const std::vector<WaitingWrite>& group, const Status& committed);

  const LiveOptions options_;

  mutable std::mutex mutex_;  // of all below but the journal
  std::condition_variable submitted_;
  std::condition_variable durable_;
  std::condition_variable applied_;
  StoredIds stored_;
  std::deque<WaitingWrite> queue_;
  uint64_t queued_bytes_ = 0;
  std::vector<WaitingWrite> ready_;  // durable, not yet taken
  // By id, writes that `stored_` does not show yet, oldest first.
  std::unordered_map<std::string, std::vector<WaitingWrite>> unapplied_;
  std::deque<WaitingWrite> taken_;  // by the publisher, not yet applied
  uint64_t waiting_bytes_ = 0;
  uint64_t durable_sequence_ = 0;
  uint64_t applied_sequence_ = 0;
  uint64_t publish_failures_ = 0;
  bool publish_asked_ = false;
  bool stopping_ = false;
  Status journal_error_;
  Status publish_error_;

  mutable std::mutex journal_mutex_;  // never taken inside mutex_
  JournalWriter journal_;
  std::thread committer_;
};

}  // namespace vigie::index

#endif  // VIGIE_INDEX_WRITE_INTAKE_H_
