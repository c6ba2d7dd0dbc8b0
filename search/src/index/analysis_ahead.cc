#include "index/analysis_ahead.h"

#include <algorithm>
#include <utility>

namespace vigie::index {
namespace {

// Of texts analysed ahead; their tokens take some 30 times as much.
constexpr uint64_t kMostBytes = 128U << 10;

}  // namespace

void AnalysisAhead::Begin(std::vector<Article> articles) {
  const std::lock_guard<std::mutex> lock(mutex_);
  slots_ = std::vector<Slot>(articles.size());
  for (size_t i = 0; i < articles.size(); ++i) {
    slots_[i].article = std::move(articles[i]);
  }
  next_ = 0;
  ahead_ = 0;
  ahead_bytes_ = 0;
}

ReadyArticle AnalysisAhead::Next() {
  const size_t i = next_;
  {
    std::unique_lock<std::mutex> lock(mutex_);
    ++next_;
    ready_.wait(lock, [&] { return slots_[i].state != State::kTaken; });
    if (slots_[i].state == State::kReady) {
      ahead_bytes_ -= slots_[i].ready.article.text.size();
      return std::move(slots_[i].ready);
    }
    slots_[i].state = State::kTaken;
  }
  return analyze_(std::move(slots_[i].article));
}

bool AnalysisAhead::AnalyzeOne() {
  size_t i = 0;
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    i = std::max(ahead_, next_ + 1);
    if (i >= slots_.size() || ahead_bytes_ >= kMostBytes) return false;
    ahead_ = i + 1;
    ahead_bytes_ += slots_[i].article.text.size();
    slots_[i].state = State::kTaken;
  }
  ReadyArticle ready;
  const auto give_back = [&](State state) {
    const std::lock_guard<std::mutex> lock(mutex_);
    slots_[i].state = state;
    slots_[i].ready = std::move(ready);
    ready_.notify_all();
  };
  try {
    ready = analyze_(std::move(slots_[i].article));
  } catch (...) {
    give_back(State::kGiven);
    throw;
  }
  give_back(State::kReady);
  return true;
}

}  // namespace vigie::index
