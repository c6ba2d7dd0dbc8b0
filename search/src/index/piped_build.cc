#include "index/piped_build.h"

#include <future>
#include <utility>

#include "index/xapian_status.h"

namespace vigie::index {
namespace {

// Of articles that wait to be inverted; their tokens take some 30 times as
// much. Both threads sleep until there is enough for them to do.
constexpr uint64_t kMostBytes = 256U << 10;
constexpr uint64_t kEnoughBytes = kMostBytes / 4;

uint64_t BytesOf(const ReadyArticle& article) {
  constexpr uint64_t kLeast = 256;
  return article.article.text.size() + kLeast;
}

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
    const size_t articles = part->articles.size();
    ahead_.Begin(std::move(part->articles));
    for (size_t i = 0; i < articles; ++i) {
      ReadyArticle ready = ahead_.Next();
      LabelArticle(recognizer_, options_, &ready);
      if (!Hand({std::move(ready), i + 1 == articles})) return OkStatus();
    }
  }
}

Status PipedBuild::Invert() {
  for (std::optional<Handed> next = Take(); next.has_value(); next = Take()) {
    ConcludeArticle(recognizer_, options_, &next->article);
    Status done = writer_->Add(next->article.View());
    if (done.ok() && next->ends_part) done = writer_->EndPart();
    if (!done.ok()) return done;
  }
  return OkStatus();
}

bool PipedBuild::Hand(Handed handed) {
  const uint64_t bytes = BytesOf(handed.article);
  std::unique_lock<std::mutex> lock(mutex_);
  if (bytes_ >= kMostBytes) {
    changed_.wait(lock, [this] {
      return inversion_ended_ || bytes_ <= kMostBytes - kEnoughBytes;
    });
  }
  if (inversion_ended_) return false;
  const bool was_little = bytes_ < kEnoughBytes;
  bytes_ += bytes;
  handed_.push_back(std::move(handed));
  if (was_little && bytes_ >= kEnoughBytes) changed_.notify_all();
  return true;
}

std::optional<PipedBuild::Handed> PipedBuild::Take() {
  std::unique_lock<std::mutex> lock(mutex_);
  while (handed_.empty() && !analysis_ended_) {
    lock.unlock();
    const bool worked = ahead_.AnalyzeOne();
    lock.lock();
    if (worked) continue;
    changed_.wait(lock,
                  [this] { return analysis_ended_ || bytes_ >= kEnoughBytes; });
  }
  if (handed_.empty()) return std::nullopt;
  std::optional<Handed> next = std::move(handed_.front());
  handed_.pop_front();
  const bool was_much = bytes_ > kMostBytes - kEnoughBytes;
  bytes_ -= BytesOf(next->article);
  if (was_much && bytes_ <= kMostBytes - kEnoughBytes) changed_.notify_all();
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
