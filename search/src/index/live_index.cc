#include "index/live_index.h"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <utility>

#include "index/article_check.h"
#include "index/dead_letters.h"
#include "index/directory_status.h"
#include "index/erasure.h"
#include "index/xapian_status.h"

namespace vigie::index {
namespace {

// Journal files are closed at this size.
constexpr uint64_t kJournalFileBytes = 64U << 20;
// A publication waits for merges while there are so many segments.
constexpr size_t kMostSegments = 20;
constexpr std::chrono::seconds kIdle{3600};
// After a publication that failed.
constexpr std::chrono::milliseconds kRetryAfter{500};

Result<WriteRecord> Checked(const Article& article) {
  Status checked = CheckArticle(article);
  return checked.ok() ? Result<WriteRecord>(PutRecord(article)) : checked;
}

WriteRecord DeletionRecord(std::string_view id, uint64_t version) {
  WriteRecord write;
  write.kind = RecordKind::kDelete;
  write.id = std::string(id);
  write.version = version;
  return write;
}

}  // namespace

LiveIndex::LiveIndex(std::unique_ptr<RevisionBuilder> builder,
                     const LiveOptions& options, uint64_t torn_bytes)
    : options_(options),
      directory_(builder->directory()),
      torn_bytes_(torn_bytes),
      installed_sequence_(builder->published().applied_sequence) {
  state_.builder = std::move(builder);
  intake_ = std::make_unique<WriteIntake>(
      JournalWriter(directory_, installed_sequence_, kJournalFileBytes),
      state_.builder->CopyIds(), options);
  merger_ = std::make_unique<Merger>(&state_, options);
  publisher_ = std::thread([this] { PublishLoop(); });
}

LiveIndex::~LiveIndex() {
  {
    const std::lock_guard<std::mutex> lock(state_.mutex);
    close_until_ = WriteIntake::Clock::now() + options_.close_limit;
  }
  intake_->Stop();
  {
    const std::lock_guard<std::mutex> lock(state_.mutex);
    closing_ = true;
  }
  state_.changed.notify_all();
  publisher_.join();
  merger_.reset();
  IgnoreError(intake_->CloseJournal(),
              "what is not applied stays in the journal for the next writer");
}

std::vector<WriteOutcome> LiveIndex::Put(const std::vector<Article>& articles,
                                         Wait wait) {
  std::vector<Result<WriteRecord>> writes;
  writes.reserve(articles.size());
  for (const Article& article : articles) writes.push_back(Checked(article));
  return SubmitAll(std::move(writes), wait);
}

std::vector<WriteOutcome> LiveIndex::Apply(const std::vector<Write>& writes,
                                           Wait wait,
                                           const SourceScope* scope) {
  std::vector<Result<WriteRecord>> records;
  records.reserve(writes.size());
  for (const Write& write : writes) {
    if (const auto* article = std::get_if<Article>(&write)) {
      records.push_back(Checked(*article));
      continue;
    }
    const auto& deletion = std::get<Deletion>(write);
    records.push_back(DeletionRecord(deletion.id, deletion.version));
  }
  for (Result<WriteRecord>& record : records) {
    if (record.ok()) record->scope = scope;
  }
  return SubmitAll(std::move(records), wait);
}

std::vector<WriteOutcome> LiveIndex::SubmitAll(
    std::vector<Result<WriteRecord>> writes, Wait wait) {
  std::vector<WriteOutcome> outcomes(writes.size());
  std::vector<WriteRecord> records;
  std::vector<size_t> places;
  for (size_t i = 0; i < writes.size(); ++i) {
    outcomes[i].status = writes[i].status();
    if (!writes[i].ok()) continue;
    records.push_back(*std::move(writes[i]));
    places.push_back(i);
  }
  std::vector<WriteOutcome> submitted = intake_->Submit(std::move(records));
  uint64_t last = 0;
  for (size_t i = 0; i < submitted.size(); ++i) {
    last = std::max(last, submitted[i].sequence);
    outcomes[places[i]] = std::move(submitted[i]);
  }
  if (wait == Wait::kVisible) WaitVisible(last, &outcomes);
  return outcomes;
}

void LiveIndex::WaitVisible(uint64_t sequence,
                            std::vector<WriteOutcome>* outcomes) {
  const Status visible = intake_->WaitApplied(sequence);
  if (visible.ok()) return;
  for (WriteOutcome& outcome : *outcomes) {
    if (!outcome.status.ok()) continue;
    outcome.status =
        Status(StatusCode::kUnavailable,
               "written durably, and not visible yet: " + visible.message(),
               "NOT_VISIBLE");
  }
}

WriteOutcome LiveIndex::Delete(std::string_view id, uint64_t version,
                               Wait wait) {
  std::vector<Result<WriteRecord>> writes;
  writes.push_back(DeletionRecord(id, version));
  return std::move(SubmitAll(std::move(writes), wait).front());
}

Result<EraseReport> LiveIndex::Erase(std::string_view id) {
  EraseReport report;
  {
    const std::lock_guard<std::mutex> lock(state_.mutex);
    report.copies = state_.builder->segments().CountHolding(id);
  }
  WriteRecord write;
  write.kind = RecordKind::kErase;
  write.id = std::string(id);
  const WriteOutcome outcome = intake_->Submit({std::move(write)}).front();
  if (!outcome.status.ok()) return outcome.status;
  Status done = intake_->PublishAll();
  if (done.ok()) done = merger_->Erase();
  if (done.ok()) done = intake_->TrimJournal(outcome.sequence, false);
  if (!done.ok()) return done;
  {
    const std::lock_guard<std::mutex> lock(state_.mutex);
    report.revision = state_.builder->published().revision;
  }
  report.backups = BackupsHolding(directory_, id);
  Result<std::vector<uint64_t>> pinned = PinnedRevisions(directory_);
  if (!pinned.ok()) return pinned.status();
  std::copy_if(pinned->begin(), pinned->end(),
               std::back_inserter(report.pinned_revisions),
               [&report](uint64_t pin) { return pin < report.revision; });
  return report;
}

Result<uint64_t> LiveIndex::Publish() {
  Status published = intake_->PublishAll();
  if (!published.ok()) return published;
  const std::lock_guard<std::mutex> lock(state_.mutex);
  return state_.builder->published().revision;
}

Status LiveIndex::Compact() {
  Status published = intake_->PublishAll();
  return published.ok() ? merger_->CompactAll() : published;
}

void LiveIndex::PauseMerges(bool paused) {
  {
    const std::lock_guard<std::mutex> lock(state_.mutex);
    state_.merges_paused = paused;
  }
  state_.changed.notify_all();
}

LiveStatus LiveIndex::GetStatus() const {
  const WriteIntake::Numbers numbers = intake_->numbers();
  LiveStatus status;
  status.durable_sequence = numbers.durable_sequence;
  status.applied_sequence = numbers.applied_sequence;
  status.journal_bytes = numbers.waiting_bytes;
  status.write_error = numbers.write_error;
  status.torn_bytes = torn_bytes_;
  const std::lock_guard<std::mutex> lock(state_.mutex);
  const Manifest& published = state_.builder->published();
  status.revision = published.revision;
  status.segments = static_cast<uint32_t>(published.segments.size());
  status.dead_letters = state_.dead_letters;
  status.bytes_sealed = state_.bytes_sealed;
  status.bytes_written =
      numbers.journal_bytes_written + state_.bytes_sealed + state_.bytes_merged;
  status.merging = state_.merges_running > 0;
  status.merges_paused = state_.merges_paused;
  return status;
}

void LiveIndex::PublishLoop() {
  bool failed = false;
  for (bool closing = false; !closing;) {
    {
      const std::lock_guard<std::mutex> lock(state_.mutex);
      closing = closing_;
    }
    const auto deadline = WriteIntake::Clock::now() +
                          (failed ? WriteIntake::Clock::duration(kRetryAfter)
                                  : WriteIntake::Clock::duration(kIdle));
    std::vector<WriteRecord> taken = intake_->TakeDurable(deadline);
    std::move(taken.begin(), taken.end(), std::back_inserter(taken_));
    if (!closing) AwaitRoom();
    const Status done = CatchXapian("publishing live writes",
                                    [this] { return ApplyAndPublish(); });
    failed = !done.ok();
    if (failed) intake_->SetPublishError(done);
  }
}

// Publications go on when merges cannot.
void LiveIndex::AwaitRoom() {
  if (!options_.merge) return;
  std::unique_lock<std::mutex> lock(state_.mutex);
  state_.changed.wait(lock, [this] {
    return state_.builder->CountMergeable() < kMostSegments ||
           state_.merges_paused || state_.merges_failing > 0 ||
           state_.merges_excluded > 0 || closing_;
  });
}

Status LiveIndex::CheckTime() const {
  const std::lock_guard<std::mutex> lock(state_.mutex);
  if (WriteIntake::Clock::now() < close_until_) return OkStatus();
  return Status(StatusCode::kCancelled,
                "the writer is closed; the rest stays in the journal");
}

Status LiveIndex::ApplyAndPublish() {
  if (!taken_.empty()) {
    WriteBatch batch = Collapse(taken_);
    {
      const std::lock_guard<std::mutex> lock(state_.mutex);
      DropUnchanged(*state_.builder, &batch);
    }
    std::vector<std::string> names;
    Result<std::vector<OpenSegment>> segments = Build(batch, &names);
    Status installed = Install(batch, std::move(segments), names);
    if (!installed.ok()) return installed;
    taken_.clear();
    installed_sequence_ = batch.last_sequence;
  }
  StoredIds stored;
  {
    const std::lock_guard<std::mutex> lock(state_.mutex);
    Status published = state_.builder->Publish();
    if (!published.ok()) return published;
    stored = state_.builder->CopyIds();
  }
  state_.changed.notify_all();
  intake_->MarkApplied(installed_sequence_, std::move(stored));
  return intake_->TrimJournal(installed_sequence_, false);
}

Result<std::vector<OpenSegment>> LiveIndex::Build(
    const WriteBatch& batch, std::vector<std::string>* names) {
  const auto make = [this, names](const ArticleSource& source) {
    {
      const std::lock_guard<std::mutex> lock(state_.mutex);
      names->push_back(state_.builder->ReserveSegment());
    }
    const auto in_time = [&](uint64_t i) -> Result<Article> {
      Status checked = CheckTime();
      return checked.ok() ? source.at(i) : checked;
    };
    return state_.builder->BuildReserved(names->back(), {source.size, in_time});
  };
  const auto sink = [this](const WriteRecord& write, const Status& why) {
    Status added = AddDeadLetter(directory_, write, why);
    if (!added.ok()) return added;
    const std::lock_guard<std::mutex> lock(state_.mutex);
    ++state_.dead_letters;
    return OkStatus();
  };
  return CatchXapian("building a segment",
                     [&] { return BuildBatch(batch, make, sink); });
}

Status LiveIndex::Install(const WriteBatch& batch,
                          Result<std::vector<OpenSegment>> segments,
                          const std::vector<std::string>& names) {
  Status letters =
      segments.ok() ? EraseLettersOf(batch, directory_) : segments.status();
  const std::lock_guard<std::mutex> lock(state_.mutex);
  if (letters.ok()) {
    for (const OpenSegment& segment : *segments) {
      state_.bytes_sealed +=
          segment.record.database.bytes + segment.record.columns.bytes;
    }
    InstallBatch(batch, *std::move(segments), state_.builder.get());
  }
  for (const std::string& name : names) state_.builder->Release(name);
  return letters;
}

}  // namespace vigie::index
