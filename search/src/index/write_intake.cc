#include "index/write_intake.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "index/article_check.h"
#include "index/xapian_status.h"
#include "vigie/snapshot.h"

namespace vigie::index {
namespace {

bool Allows(const SourceScope& scope, std::string_view source) {
  return !source.empty() &&
         std::find(scope.sources.begin(), scope.sources.end(), source) !=
             scope.sources.end();
}

// What may wait in memory for the publisher.
constexpr uint64_t kMostWaitingBytes = 256U << 20;

}  // namespace

WriteIntake::WriteIntake(JournalWriter journal, StoredIds stored,
                         const LiveOptions& options)
    : options_(options),
      stored_(std::move(stored)),
      durable_sequence_(journal.next_sequence() - 1),
      applied_sequence_(durable_sequence_),
      journal_(std::move(journal)),
      committer_([this] { CommitLoop(); }) {}

WriteIntake::~WriteIntake() { Stop(); }

void WriteIntake::Stop() {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    stopping_ = true;
  }
  submitted_.notify_all();
  durable_.notify_all();
  applied_.notify_all();
  if (committer_.joinable()) committer_.join();
}

// REQUIRES mutex_. `last`: of the id, what `stored_` does not show yet.
Status WriteIntake::CheckScope(const WriteRecord& write,
                               const Waiting* last) const {
  if (write.scope == nullptr) return OkStatus();
  std::optional<std::string_view> there;  // the source of what is there
  if (last == nullptr) {
    there = stored_.SourceOf(write.id);
  } else if (last->record.kind == RecordKind::kPut) {
    there = last->source;
  }
  const bool foreign = there && !Allows(*write.scope, *there);
  if (write.kind == RecordKind::kDelete) {
    return foreign ? NoSuchArticle(write.id) : OkStatus();
  }
  if (!foreign && Allows(*write.scope, write.article.source)) return OkStatus();
  return Status(StatusCode::kPermissionDenied,
                "\"" + write.id + "\" is of a source that may not be written",
                "SOURCE_FORBIDDEN");
}

// REQUIRES mutex_.
Status WriteIntake::Check(const WriteRecord& write) const {
  const auto unapplied = unapplied_.find(write.id);
  const Waiting* waiting =
      unapplied == unapplied_.end() ? nullptr : unapplied->second.back().get();
  if (Status allowed = CheckScope(write, waiting); !allowed.ok()) {
    return allowed;
  }
  const WriteRecord* last = waiting == nullptr ? nullptr : &waiting->record;
  if (write.version != 0) {
    uint64_t version = 0;
    if (last == nullptr) {
      version = stored_.LastVersion(write.id);
    } else if (last->kind != RecordKind::kErase) {
      version = last->version;
    }
    Status fits = CheckNotStale(write.id, write.version, version);
    if (!fits.ok()) return fits;
  }
  if (write.kind != RecordKind::kDelete) return OkStatus();
  const bool exists =
      last == nullptr ? stored_.Has(write.id) : last->kind == RecordKind::kPut;
  return exists ? OkStatus() : NoSuchArticle(write.id);
}

// REQUIRES mutex_. A deletion remembers the version that it deletes.
bool WriteIntake::Accept(const WaitingWrite& write) {
  Status status = Check(write->record);
  // A write that failed may count after all: until the journal is written
  // again, nobody can say what is stored.
  if (!status.ok() && !journal_error_.ok()) status = journal_error_;
  if (status.ok() && stopping_) {
    status = Status(StatusCode::kUnavailable, "the writer is closing");
  }
  if (status.ok() && waiting_bytes_ > kMostWaitingBytes) {
    status = publish_error_;
  }
  if (!status.ok()) {
    Decide(write, status);
    return false;
  }
  std::vector<WaitingWrite>& of_id = unapplied_[write->record.id];
  if (write->record.kind == RecordKind::kDelete && !of_id.empty()) {
    write->record.version =
        std::max(write->record.version, of_id.back()->record.version);
  }
  write->payload = EncodeWrite(write->record);
  write->record.scope = nullptr;
  write->source = write->record.article.source;
  write->bytes = write->payload.size();
  write->since = Clock::now();
  of_id.push_back(write);
  queued_bytes_ += write->bytes;
  queue_.push_back(write);
  return true;
}

void WriteIntake::Decide(const WaitingWrite& write, const Status& status) {
  write->outcome.status = status;
  write->outcome.sequence = status.ok() ? write->record.sequence : 0;
  write->decided = true;
}

std::vector<WriteOutcome> WriteIntake::Submit(std::vector<WriteRecord> writes) {
  std::vector<WaitingWrite> submitted;
  for (WriteRecord& write : writes) {
    submitted.push_back(std::make_shared<Waiting>());
    submitted.back()->record = std::move(write);
  }
  std::unique_lock<std::mutex> lock(mutex_);
  for (const WaitingWrite& write : submitted) {
    applied_.wait(lock, [this] {
      return waiting_bytes_ + queued_bytes_ <= kMostWaitingBytes || stopping_ ||
             !publish_error_.ok();
    });
    if (Accept(write)) submitted_.notify_one();
  }
  durable_.wait(lock, [&submitted] {
    return std::all_of(
        submitted.begin(), submitted.end(),
        [](const WaitingWrite& write) { return write->decided; });
  });
  std::vector<WriteOutcome> outcomes;
  for (const WaitingWrite& write : submitted) {
    outcomes.push_back(write->outcome);
  }
  return outcomes;
}

// Gathers for the group interval, or up to the group's bytes. An erasure ends
// its group, and with it the journal file.
std::vector<WriteIntake::WaitingWrite> WriteIntake::TakeGroup(
    std::unique_lock<std::mutex>* lock) {
  submitted_.wait(*lock, [this] { return stopping_ || !queue_.empty(); });
  if (queue_.empty()) return {};
  submitted_.wait_until(
      *lock, queue_.front()->since + options_.group_interval,
      [this] { return stopping_ || queued_bytes_ >= options_.group_bytes; });
  std::vector<WaitingWrite> group;
  uint64_t bytes = 0;
  bool ended = false;
  while (!queue_.empty() && !ended && bytes < options_.group_bytes) {
    ended = queue_.front()->record.kind == RecordKind::kErase;
    bytes += queue_.front()->bytes;
    group.push_back(std::move(queue_.front()));
    queue_.pop_front();
  }
  queued_bytes_ -= bytes;
  return group;
}

Status WriteIntake::Commit(const std::vector<WaitingWrite>& group) {
  const std::lock_guard<std::mutex> lock(journal_mutex_);
  Status usable = journal_.Recover();
  if (!usable.ok()) return usable;
  std::vector<JournalRecord> records;
  uint64_t sequence = journal_.next_sequence();
  for (const WaitingWrite& write : group) {
    records.push_back(
        {sequence, write->record.kind, std::move(write->payload)});
    write->record.sequence = sequence++;
  }
  Status committed = journal_.Append(records);
  if (committed.ok() && group.back()->record.kind == RecordKind::kErase) {
    journal_.CloseFile();
  }
  return committed;
}

void WriteIntake::Finish(const std::vector<WaitingWrite>& group,
                         const Status& committed) {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    journal_error_ = committed;
    for (const WaitingWrite& write : group) {
      Decide(write, committed);
      if (!committed.ok()) {
        Forget(write);
        continue;
      }
      durable_sequence_ = write->record.sequence;
      waiting_bytes_ += write->bytes;
      ready_.push_back(write);
    }
  }
  durable_.notify_all();
}

// REQUIRES mutex_.
void WriteIntake::Forget(const WaitingWrite& write) {
  const auto of_id = unapplied_.find(write->record.id);
  std::vector<WaitingWrite>& writes = of_id->second;
  writes.erase(std::find(writes.begin(), writes.end(), write));
  if (writes.empty()) unapplied_.erase(of_id);
}

void WriteIntake::CommitLoop() {
  while (true) {
    std::unique_lock<std::mutex> lock(mutex_);
    const std::vector<WaitingWrite> group = TakeGroup(&lock);
    if (group.empty()) return;
    lock.unlock();
    Finish(group,
           CatchXapian("writing the journal", [&] { return Commit(group); }));
  }
}

// REQUIRES mutex_.
bool WriteIntake::MayTake(Clock::time_point now) const {
  if (publish_asked_ || stopping_) return true;
  if (ready_.empty()) return false;
  return now >= ready_.front()->since + options_.publish_interval ||
         waiting_bytes_ >= options_.writer.segment_text_bytes;
}

std::vector<WriteRecord> WriteIntake::TakeDurable(Clock::time_point deadline) {
  std::unique_lock<std::mutex> lock(mutex_);
  for (Clock::time_point now = Clock::now(); !MayTake(now) && now < deadline;
       now = Clock::now()) {
    const Clock::time_point due =
        ready_.empty() ? deadline
                       : ready_.front()->since + options_.publish_interval;
    durable_.wait_until(lock, std::min(due, deadline));
  }
  std::vector<WriteRecord> taken;
  if (!MayTake(Clock::now())) return taken;
  publish_asked_ = false;
  for (WaitingWrite& write : ready_) {
    const WriteRecord& record = write->record;
    taken.push_back({record.kind, record.id, record.version,
                     std::move(write->record.article), record.sequence});
    taken_.push_back(std::move(write));
  }
  ready_.clear();
  return taken;
}

void WriteIntake::MarkApplied(uint64_t sequence, StoredIds stored) {
  StoredIds before;  // destroyed without the lock
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    before = std::exchange(stored_, std::move(stored));
    while (!taken_.empty() && taken_.front()->record.sequence <= sequence) {
      waiting_bytes_ -= taken_.front()->bytes;
      Forget(taken_.front());
      taken_.pop_front();
    }
    applied_sequence_ = std::max(applied_sequence_, sequence);
    publish_error_ = OkStatus();
  }
  applied_.notify_all();
}

void WriteIntake::SetPublishError(const Status& error) {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    publish_error_ = error;
    if (!error.ok()) ++publish_failures_;
  }
  applied_.notify_all();
}

Status WriteIntake::PublishAll() {
  uint64_t sequence = 0;
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    publish_asked_ = true;
    sequence = durable_sequence_;
  }
  durable_.notify_all();
  return WaitApplied(sequence);
}

Status WriteIntake::WaitApplied(uint64_t sequence) {
  std::unique_lock<std::mutex> lock(mutex_);
  const uint64_t failures = publish_failures_;
  applied_.wait(lock, [&] {
    return applied_sequence_ >= sequence || publish_failures_ > failures;
  });
  return applied_sequence_ >= sequence ? OkStatus() : publish_error_;
}

Status WriteIntake::TrimJournal(uint64_t applied_sequence,
                                bool including_open) {
  const std::lock_guard<std::mutex> lock(journal_mutex_);
  return journal_.RemoveApplied(applied_sequence, including_open);
}

Status WriteIntake::CloseJournal() {
  uint64_t applied = 0;
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    applied = applied_sequence_;
  }
  const std::lock_guard<std::mutex> lock(journal_mutex_);
  Status sealed = journal_.Seal();
  return sealed.ok() ? journal_.RemoveApplied(applied, true) : sealed;
}

WriteIntake::Numbers WriteIntake::numbers() const {
  Numbers numbers;
  {
    const std::lock_guard<std::mutex> lock(journal_mutex_);
    numbers.journal_bytes_written = journal_.bytes_written();
  }
  const std::lock_guard<std::mutex> lock(mutex_);
  numbers.durable_sequence = durable_sequence_;
  numbers.applied_sequence = applied_sequence_;
  numbers.waiting_bytes = waiting_bytes_;
  numbers.write_error = journal_error_.ok() ? publish_error_ : journal_error_;
  return numbers;
}

}  // namespace vigie::index
