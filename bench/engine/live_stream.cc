#include "bench/engine/live_stream.h"

#include <algorithm>

#include "bench/engine/process.h"

namespace vigie::bench {

void Newest::Follow() {
  using Clock = std::chrono::steady_clock;
  constexpr std::chrono::milliseconds kLook(20);
  Clock::time_point due = Clock::now() + every_;
  while (!stopped_) {
    std::this_thread::sleep_for(kLook);
    if (every_.count() > 0) {
      if (Clock::now() < due) continue;
      due += every_;
    } else {
      const Result<uint64_t> published = Snapshot::PublishedRevision(index_);
      if (!published.ok() || *published == Get()->revision()) continue;
    }
    const Stopwatch watch;
    Result<SnapshotPtr> opened = Snapshot::Open(index_);
    if (!opened.ok()) continue;
    const double milliseconds = watch.seconds() * 1e3;
    SnapshotPtr before = *std::move(opened);
    const std::lock_guard<std::mutex> lock(mutex_);
    snapshot_.swap(before);
    openings_.push_back(milliseconds);
  }
}

double Newest::open_ms() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (openings_.empty()) return 0;
  std::vector<double> sorted = openings_;
  std::sort(sorted.begin(), sorted.end());
  return sorted[sorted.size() / 2];
}

std::vector<Article> ArticleStream::Next(size_t count) {
  std::vector<Article> articles;
  for (; count > 0; --count) {
    const uint64_t number = next_++;
    articles.push_back(articles_[(number * 7919) % articles_.size()]);
    Article& article = articles.back();
    article.title += " (" + std::to_string(number) + ")";
    if (number % 5 != 0) article.id += "-" + std::to_string(number);
  }
  return articles;
}

void Incoming::Write() {
  using Clock = std::chrono::steady_clock;
  constexpr std::chrono::milliseconds kTick(50);
  constexpr size_t kTicksPerSecond = 20;
  const auto batch = static_cast<size_t>(rate_ / kTicksPerSecond);
  for (Clock::time_point due = Clock::now(); !stopped_ && failure_.ok();
       due += kTick) {
    std::this_thread::sleep_until(due);
    failure_ = FirstFailure(writer_->Put(stream_->Next(batch), Wait::kDurable));
    acknowledged_ += batch;
  }
}

Status FirstFailure(const std::vector<WriteOutcome>& outcomes) {
  for (const WriteOutcome& outcome : outcomes) {
    if (!outcome.status.ok()) return outcome.status;
  }
  return OkStatus();
}

}  // namespace vigie::bench
