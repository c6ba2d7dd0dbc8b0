#include "index/pending_segment.h"

#include <system_error>
#include <utility>

#include "index/xapian_status.h"

namespace vigie::index {

PendingSegment::PendingSegment(RevisionBuilder* builder, std::string name,
                               std::vector<Article> articles, Known known)
    : builder_(builder),
      name_(std::move(name)),
      articles_(std::move(articles)),
      known_(std::move(known)) {
  Begin();
}

PendingSegment::~PendingSegment() {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    given_up_ = true;
  }
  if (made_.valid()) made_.wait();
  if (!installed_) builder_->Release(name_);
}

void PendingSegment::Begin() {
  const auto make = [this] {
    Result<OpenSegment> made =
        CatchXapian("making a segment", [this] { return Make(); });
    EndAnalysis();
    return made;
  };
  try {
    made_ = std::async(std::launch::async, make);
  } catch (const std::system_error&) {
    std::promise<Result<OpenSegment>> now;
    now.set_value(make());
    made_ = now.get_future();
  }
}

Result<OpenSegment> PendingSegment::Make() {
  Status done = OkStatus();
  if (writer_ == nullptr) done = lost_.ok() ? Analyze() : lost_;
  if (!done.ok()) return done;
  EndAnalysis();
  return builder_->SealReserved(writer_.get());
}

// Articles leave memory as they are analysed: once one has, what fails cannot
// be repeated, but neither has any of it been acknowledged as durable.
Status PendingSegment::Analyze() {
  bool begun = false;
  Result<std::unique_ptr<SegmentWriter>> writer =
      builder_->FillReserved(name_, {articles_.size(), [&](uint64_t i) {
                                       begun = true;
                                       return TakeArticle(i);
                                     }});
  if (!writer.ok()) {
    if (begun) lost_ = writer.status();
    return writer.status();
  }
  writer_ = *std::move(writer);
  articles_ = {};
  return OkStatus();
}

Result<Article> PendingSegment::TakeArticle(uint64_t i) {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (given_up_) {
    return Status(StatusCode::kCancelled, "the writer was closed");
  }
  return std::move(articles_[i]);
}

void PendingSegment::EndAnalysis() {
  const std::lock_guard<std::mutex> lock(mutex_);
  is_analyzed_ = true;
  analysis_ended_.notify_all();
}

const PendingArticle* PendingSegment::Find(const std::string& id) const {
  const auto at = known_.find(id);
  return at == known_.end() ? nullptr : &at->second;
}

void PendingSegment::WaitForAnalysis() {
  std::unique_lock<std::mutex> lock(mutex_);
  analysis_ended_.wait(lock, [this] { return is_analyzed_; });
}

Result<uint64_t> PendingSegment::Install() {
  const bool begun_before = made_.valid();
  if (!begun_before) Begin();
  Result<OpenSegment> made = made_.get();
  if (!made.ok() && begun_before) {
    // What was in the way then need not be so any more.
    Begin();
    made = made_.get();
  }
  if (!made.ok()) return made.status();
  const uint64_t mentions = made->record.mentions;
  builder_->Install(*std::move(made));
  installed_ = true;
  return mentions;
}

}  // namespace vigie::index
