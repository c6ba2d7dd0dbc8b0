#include "vigie/index_writer.h"

#include <malloc.h>

#include <algorithm>
#include <deque>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

#include "index/article_analysis.h"
#include "index/article_check.h"
#include "index/directory_status.h"
#include "index/erasure.h"
#include "index/merge_policy.h"
#include "index/pending_segment.h"
#include "index/revision_builder.h"
#include "index/xapian_status.h"
#include "open_builder.h"

namespace vigie {
namespace {

// Articles that wait for their segment, in the order in which they came; the
// last of an id stands in the place of the first.
class Buffer {
 public:
  struct Slot {
    Article article;
    uint64_t content_hash = 0;
  };

  uint64_t text_bytes() const { return text_bytes_; }
  bool empty() const { return by_id_.empty(); }

  const Slot* Find(const std::string& id) const {
    const auto at = by_id_.find(id);
    return at == by_id_.end() ? nullptr : &*slots_[at->second];
  }

  void Put(const Article& article, uint64_t content_hash) {
    const auto [at, is_new] = by_id_.emplace(article.id, slots_.size());
    if (is_new) slots_.emplace_back();
    std::optional<Slot>& slot = slots_[at->second];
    if (slot.has_value()) text_bytes_ -= slot->article.text.size();
    text_bytes_ += article.text.size();
    slot = Slot{article, content_hash};
  }

  void Drop(const std::string& id) {
    const auto at = by_id_.find(id);
    if (at == by_id_.end()) return;
    text_bytes_ -= slots_[at->second]->article.text.size();
    slots_[at->second].reset();
    by_id_.erase(at);
  }

  index::PendingSegment::Known Known() const {
    index::PendingSegment::Known known;
    for (const std::optional<Slot>& slot : slots_) {
      if (!slot.has_value()) continue;
      known[slot->article.id] = {slot->content_hash, slot->article.version};
    }
    return known;
  }

  // What waits, in order. The buffer is empty afterwards.
  std::vector<Article> Take() {
    std::vector<Article> articles;
    articles.reserve(by_id_.size());
    for (std::optional<Slot>& slot : slots_) {
      if (slot.has_value()) articles.push_back(std::move(slot->article));
    }
    *this = Buffer();
    return articles;
  }

 private:
  std::vector<std::optional<Slot>> slots_;
  std::unordered_map<std::string, size_t> by_id_;
  uint64_t text_bytes_ = 0;
};

class DirectoryIndexWriter final : public IndexWriter {
 public:
  DirectoryIndexWriter(std::unique_ptr<index::RevisionBuilder> builder,
                       uint64_t segment_text_bytes)
      : builder_(std::move(builder)),
        recognition_version_(index::RecognitionVersion(builder_->recognizer(),
                                                       builder_->options())),
        segment_text_bytes_(segment_text_bytes) {}

  Result<AddOutcome> Add(const Article& article) override {
    return index::CatchXapian("adding an article",
                              [&] { return BufferArticle(article); });
  }

  Result<CommitStats> Commit() override {
    return index::CatchXapian("publishing articles", [&] { return Publish(); });
  }

  Status Delete(std::string_view id, uint64_t version) override {
    return index::CatchXapian("deleting an article", [&] {
      return DeleteArticle(std::string(id), version);
    });
  }

  Result<EraseReport> Erase(std::string_view id) override {
    return index::CatchXapian("erasing an article",
                              [&] { return EraseArticle(std::string(id)); });
  }

  Result<CommitStats> Compact() override {
    return index::CatchXapian("compacting", [&] { return CompactAll(); });
  }

 private:
  Result<AddOutcome> BufferArticle(const Article& article);
  Status DeleteArticle(const std::string& id, uint64_t version);
  Result<EraseReport> EraseArticle(const std::string& id);
  Result<CommitStats> CompactAll();
  Status CheckVersion(const std::string& id, uint64_t version) const;
  std::optional<uint64_t> FindContentHash(const std::string& id) const;
  Result<CommitStats> Publish();
  Status Flush();
  const index::PendingArticle* FindPending(const std::string& id) const;
  Status InstallPending(size_t left);
  Status FlushAndInstall();

  std::unique_ptr<index::RevisionBuilder> builder_;
  std::string recognition_version_;
  uint64_t segment_text_bytes_;
  Buffer buffer_;
  // In order: one that is analysed, before it one that is written.
  std::deque<std::unique_ptr<index::PendingSegment>> pending_;
  CommitStats stats_;
};

Result<AddOutcome> DirectoryIndexWriter::BufferArticle(const Article& article) {
  Status accepted = index::CheckArticle(article);
  if (accepted.ok()) accepted = CheckVersion(article.id, article.version);
  if (!accepted.ok()) return accepted;
  const uint64_t hash = index::ContentHash(article, recognition_version_);
  const std::optional<uint64_t> stored = FindContentHash(article.id);
  const Buffer::Slot* waiting = buffer_.Find(article.id);
  if (waiting != nullptr ? waiting->content_hash == hash : stored == hash) {
    ++stats_.unchanged;
    return AddOutcome::kUnchanged;
  }
  if (waiting != nullptr && stored == hash) {
    // Back to what the index holds: there is nothing to write after all.
    buffer_.Drop(article.id);
    ++stats_.replaced;
    return AddOutcome::kReplaced;
  }
  if (!buffer_.empty() && waiting == nullptr &&
      buffer_.text_bytes() + article.text.size() > segment_text_bytes_) {
    Status flushed = Flush();
    if (!flushed.ok()) return flushed;
  }
  buffer_.Put(article, hash);
  const bool is_new = !stored.has_value() && waiting == nullptr;
  ++(is_new ? stats_.added : stats_.replaced);
  return is_new ? AddOutcome::kAdded : AddOutcome::kReplaced;
}

const index::PendingArticle* DirectoryIndexWriter::FindPending(
    const std::string& id) const {
  for (auto segment = pending_.rbegin(); segment != pending_.rend();
       ++segment) {
    const index::PendingArticle* found = (*segment)->Find(id);
    if (found != nullptr) return found;
  }
  return nullptr;
}

std::optional<uint64_t> DirectoryIndexWriter::FindContentHash(
    const std::string& id) const {
  const index::PendingArticle* pending = FindPending(id);
  if (pending != nullptr) return pending->content_hash;
  return builder_->FindContentHash(id);
}

// Leaves what waits to be analysed and written while more comes in. One is
// analysed at a time, and one written.
Status DirectoryIndexWriter::Flush() {
  if (buffer_.empty()) return OkStatus();
  if (!pending_.empty()) pending_.back()->WaitForAnalysis();
  Status done = InstallPending(1);
  if (!done.ok()) return done;
  index::PendingSegment::Known known = buffer_.Known();
  pending_.push_back(std::make_unique<index::PendingSegment>(
      builder_.get(), builder_->ReserveSegment(), buffer_.Take(),
      std::move(known)));
  return OkStatus();
}

// The first ones, until `left` are left.
Status DirectoryIndexWriter::InstallPending(size_t left) {
  while (pending_.size() > left) {
    Result<uint64_t> mentions = pending_.front()->Install();
    if (!mentions.ok()) return mentions.status();
    stats_.mentions += *mentions;
    pending_.pop_front();
    // What its threads have freed would stay theirs.
    ::malloc_trim(0);
  }
  return OkStatus();
}

Status DirectoryIndexWriter::FlushAndInstall() {
  Status done = Flush();
  return done.ok() ? InstallPending(0) : done;
}

// Merges what the policy asks for, then publishes: readers of the result find
// few segments.
Result<CommitStats> DirectoryIndexWriter::Publish() {
  Status done = FlushAndInstall();
  if (!done.ok()) return done;
  for (auto job = builder_->PlanMerge(0, index::kNoMergeLimit); job.has_value();
       job = builder_->PlanMerge(0, index::kNoMergeLimit)) {
    done = builder_->Merge(*job);
    if (!done.ok()) return done;
  }
  done = builder_->Publish();
  if (!done.ok()) return done;
  stats_.revision = builder_->published().revision;
  return std::exchange(stats_, CommitStats());
}

Status DirectoryIndexWriter::CheckVersion(const std::string& id,
                                          uint64_t version) const {
  if (version == 0) return OkStatus();
  const Buffer::Slot* waiting = buffer_.Find(id);
  if (waiting != nullptr) {
    return index::CheckNotStale(id, version, waiting->article.version);
  }
  const index::PendingArticle* pending = FindPending(id);
  return index::CheckNotStale(
      id, version,
      pending != nullptr ? pending->version : builder_->LastVersion(id));
}

Status DirectoryIndexWriter::DeleteArticle(const std::string& id,
                                           uint64_t version) {
  Status fits = InstallPending(0);
  if (fits.ok()) fits = CheckVersion(id, version);
  if (!fits.ok()) return fits;
  const Buffer::Slot* waiting = buffer_.Find(id);
  const bool was_waiting = waiting != nullptr;
  if (was_waiting) version = std::max(version, waiting->article.version);
  const bool deleted = builder_->Delete(id, version);
  buffer_.Drop(id);
  if (!deleted && !was_waiting) return index::NoSuchArticle(id);
  ++stats_.deleted;
  return OkStatus();
}

Result<EraseReport> DirectoryIndexWriter::EraseArticle(const std::string& id) {
  EraseReport report;
  buffer_.Drop(id);
  Status done = FlushAndInstall();
  if (!done.ok()) return done;
  report.copies = builder_->segments().CountHolding(id);
  builder_->BeginErasure(id);
  done = builder_->Publish();
  if (done.ok()) done = index::CompleteErasures(builder_.get());
  if (!done.ok()) return done;
  stats_ = CommitStats();
  report.revision = builder_->published().revision;
  report.backups = index::BackupsHolding(builder_->directory(), id);
  Result<std::vector<uint64_t>> pinned =
      index::PinnedRevisions(builder_->directory());
  if (!pinned.ok()) return pinned.status();
  for (const uint64_t revision : *pinned) {
    if (revision < report.revision) report.pinned_revisions.push_back(revision);
  }
  return report;
}

Result<CommitStats> DirectoryIndexWriter::CompactAll() {
  Status done = FlushAndInstall();
  if (!done.ok()) return done;
  for (auto job = builder_->PlanCompaction(); job.has_value();
       job = builder_->PlanCompaction()) {
    done = builder_->Merge(*job);
    if (!done.ok()) return done;
  }
  return Publish();
}

// What is buffered, analysed and written at once takes up to fourteen times the
// text of a segment (measured with 37 MB).
uint64_t SegmentTextBytes(const WriterOptions& options) {
  constexpr uint64_t kMemoryPerText = 14;
  return std::min(options.segment_text_bytes,
                  options.memory_bytes / kMemoryPerText);
}

Result<std::unique_ptr<IndexWriter>> OpenWriter(const std::string& directory,
                                                const WriterOptions& options) {
  Result<OpenedBuilder> opened = OpenBuilder(directory, options);
  if (!opened.ok()) return opened.status();
  return std::unique_ptr<IndexWriter>(std::make_unique<DirectoryIndexWriter>(
      std::move(opened->builder), SegmentTextBytes(options)));
}

}  // namespace

Result<std::unique_ptr<IndexWriter>> IndexWriter::Open(
    const std::string& directory, const WriterOptions& options) {
  return index::CatchXapian("opening " + directory + " for writing",
                            [&] { return OpenWriter(directory, options); });
}

}  // namespace vigie
