#include "index/piped_build.h"

#include <future>
#include <utility>

#include "index/xapian_status.h"

namespace vigie::index {
namespace {

// Of texts that wait to be inverted; their tokens take some 30 times as much.
constexpr uint64_t kMostTextBytes = 256U << 10;

}  // namespace

Status PipedBuild::Run() {
  std::future<Status> inverting = std::async(std::launch::async, [this] {
    Status inverted =
        CatchXapian("inverting articles", [this] { return Invert(); });
    EndInversion();
    return inverted;
  });
  const Status analyzed =
      CatchXapian("analysing articles", [this] { return Analyze(); });
  EndAnalysis();
  Status inverted = inverting.get();
  return analyzed.ok() ? inverted : analyzed;
}

Status PipedBuild::Analyze() {
  while (true) {
    Result<ArticlePart> part = parts_.Next();
    if (!part.ok()) return part.status();
    if (part->articles.empty()) return OkStatus();
    for (Article& article : part->articles) {
      const bool last = &article == &part->articles.back();
      if (!Hand({AnalyzeArticle(recognizer_, std::move(article), options_),
                 last})) {
        return OkStatus();
      }
    }
  }
}

Status PipedBuild::Invert() {
  for (std::optional<Handed> next = Take(); next.has_value(); next = Take()) {
    Status done = writer_->Add(next->article.View());
    if (done.ok() && next->ends_part) done = writer_->EndPart();
    if (!done.ok()) return done;
  }
  return OkStatus();
}

bool PipedBuild::Hand(Handed handed) {
  std::unique_lock<std::mutex> lock(mutex_);
  changed_.wait(lock, [this] {
    return inversion_ended_ || text_bytes_ < kMostTextBytes;
  });
  if (inversion_ended_) return false;
  text_bytes_ += handed.article.article.text.size();
  handed_.push_back(std::move(handed));
  if (handed_.size() == 1) changed_.notify_all();
  return true;
}

std::optional<PipedBuild::Handed> PipedBuild::Take() {
  std::unique_lock<std::mutex> lock(mutex_);
  changed_.wait(lock, [this] { return analysis_ended_ || !handed_.empty(); });
  if (handed_.empty()) return std::nullopt;
  const bool was_full = text_bytes_ >= kMostTextBytes;
  std::optional<Handed> next = std::move(handed_.front());
  handed_.pop_front();
  text_bytes_ -= next->article.article.text.size();
  if (was_full) changed_.notify_all();
  return next;
}

void PipedBuild::EndAnalysis() {
  const std::lock_guard<std::mutex> lock(mutex_);
  analysis_ended_ = true;
  changed_.notify_all();
}

void PipedBuild::EndInversion() {
  const std::lock_guard<std::mutex> lock(mutex_);
  inversion_ended_ = true;
  changed_.notify_all();
}

}  // namespace vigie::index
