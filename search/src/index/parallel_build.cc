#include "index/parallel_build.h"

#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include "index/article_analysis.h"
#include "index/xapian_status.h"

namespace vigie::index {

Status ParallelBuild::Run(uint64_t threads) {
  std::vector<std::thread> others;
  try {
    for (uint64_t i = 1; i < threads; ++i) {
      others.emplace_back([this, threads] { Work(threads); });
    }
  } catch (const std::system_error&) {
    // Fewer threads than hoped for: this one does the rest.
  }
  Work(threads);
  for (std::thread& thread : others) thread.join();
  return status_;
}

void ParallelBuild::Work(uint64_t threads) {
  const Status done = CatchXapian("analysing articles", [this, threads] {
    bool more = true;
    while (more) {
      Status worked = DoPart(threads, &more);
      if (!worked.ok()) return worked;
    }
    return OkStatus();
  });
  if (!done.ok()) Fail(done);
}

Status ParallelBuild::DoPart(uint64_t threads, bool* more) {
  Result<ArticlePart> part = parts_.Next();
  *more = part.ok() && !part->articles.empty();
  if (!*more) return part.status();
  auto columns =
      std::make_unique<ColumnsWriter>(&recognizer_.dictionary(), options_);
  for (Article& article : part->articles) {
    ReadyArticle ready =
        AnalyzeArticle(recognizer_, options_, std::move(article));
    LabelArticle(recognizer_, options_, &ready);
    ConcludeArticle(recognizer_, options_, &ready);
    Status added = columns->Add(ready.View());
    if (!added.ok()) return added;
  }
  return HandOver(threads, part->number, std::move(columns));
}

// Leaves the part to wait for its turn, and appends those whose turn it is.
Status ParallelBuild::HandOver(uint64_t threads, uint64_t part,
                               std::unique_ptr<ColumnsWriter> columns) {
  std::unique_lock<std::mutex> lock(mutex_);
  waiting_.emplace(part, std::move(columns));
  // One part each may wait, so that what is held does not grow.
  appended_one_.wait(
      lock, [&] { return !status_.ok() || part < appended_ + threads; });
  while (status_.ok() && !appending_ && !waiting_.empty() &&
         waiting_.begin()->first == appended_) {
    const std::unique_ptr<ColumnsWriter> next =
        std::move(waiting_.extract(waiting_.begin()).mapped());
    appending_ = true;
    lock.unlock();
    Status appended = writer_->Append(next.get());
    lock.lock();
    appending_ = false;
    if (!appended.ok()) return appended;
    ++appended_;
    appended_one_.notify_all();
  }
  return OkStatus();
}

void ParallelBuild::Fail(const Status& status) {
  parts_.Stop();
  const std::lock_guard<std::mutex> lock(mutex_);
  if (status_.ok()) status_ = status;
  appended_one_.notify_all();
}

}  // namespace vigie::index
