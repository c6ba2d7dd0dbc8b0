// Queries beside writes: the same queries on an index of one segment, then on
// the same directory in many segments, with tombstones, while articles come in.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>

#include "bench/engine/document_reader.h"
#include "bench/engine/process.h"
#include "bench/engine/query_file.h"
#include "bench/engine/tasks.h"
#include "vigie/vigie.h"

namespace vigie::bench {
namespace {

using SnapshotPtr = std::shared_ptr<const Snapshot>;

struct Shape {
  size_t segments = 0;
  double tombstones = 0;  // share of the articles that segments hold
};

Shape ShapeOf(const Snapshot& snapshot) {
  const IndexStatus status = snapshot.GetStatus();
  Shape shape;
  shape.segments = status.segments.size();
  double articles = 0;
  for (const SegmentInfo& segment : status.segments) {
    articles += segment.articles;
    shape.tombstones += segment.tombstones;
  }
  shape.tombstones /= std::max(articles, 1.0);
  return shape;
}

// The newest revision, opened by a thread of its own as soon as it is there.
class Newest {
 public:
  Newest(std::string index, SnapshotPtr first)
      : index_(std::move(index)), snapshot_(std::move(first)) {
    thread_ = std::thread([this] { Follow(); });
  }
  ~Newest() {
    stopped_ = true;
    thread_.join();
  }
  Newest(const Newest&) = delete;
  Newest& operator=(const Newest&) = delete;

  SnapshotPtr Get() const {
    const std::lock_guard<std::mutex> lock(mutex_);
    return snapshot_;
  }

 private:
  void Follow() {
    while (!stopped_) {
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
      const Result<uint64_t> published = Snapshot::PublishedRevision(index_);
      if (!published.ok() || *published == Get()->GetStatus().revision) {
        continue;
      }
      Result<SnapshotPtr> opened = Snapshot::Open(index_);
      if (!opened.ok()) continue;
      SnapshotPtr before = *std::move(opened);
      const std::lock_guard<std::mutex> lock(mutex_);
      snapshot_.swap(before);
    }
  }

  const std::string index_;
  std::atomic<bool> stopped_{false};
  mutable std::mutex mutex_;
  SnapshotPtr snapshot_;  // guarded by mutex_
  std::thread thread_;
};

// Writes `rate` articles a second until destroyed: four of five new ones, the
// fifth another version of one that is there.
class Incoming {
 public:
  Incoming(LiveWriter* writer, const std::vector<Article>& articles,
           double rate)
      : writer_(writer), articles_(articles), rate_(rate) {
    thread_ = std::thread([this] { Write(); });
  }
  ~Incoming() { Stop(); }
  Incoming(const Incoming&) = delete;
  Incoming& operator=(const Incoming&) = delete;

  void Stop() {
    stopped_ = true;
    if (thread_.joinable()) thread_.join();
  }
  // Once stopped: the number acknowledged, or what a write failed with.
  Result<uint64_t> Written() const {
    if (!failure_.ok()) return failure_;
    return acknowledged_;
  }

 private:
  void Write() {
    using Clock = std::chrono::steady_clock;
    constexpr std::chrono::milliseconds kTick(50);
    constexpr size_t kTicksPerSecond = 20;
    const auto batch = static_cast<size_t>(rate_ / kTicksPerSecond);
    for (Clock::time_point due = Clock::now(); !stopped_ && failure_.ok();
         due += kTick) {
      std::this_thread::sleep_until(due);
      std::vector<Article> articles;
      for (size_t i = 0; i < batch; ++i) articles.push_back(Next());
      for (const WriteOutcome& outcome :
           writer_->Put(articles, Wait::kDurable)) {
        if (!outcome.status.ok()) failure_ = outcome.status;
      }
      acknowledged_ += articles.size();
    }
  }

  Article Next() {
    const uint64_t number = next_++;
    Article article = articles_[(number * 7919) % articles_.size()];
    article.title += " (" + std::to_string(number) + ")";
    if (number % 5 != 0) article.id += "-" + std::to_string(number);
    return article;
  }

  LiveWriter* const writer_;
  const std::vector<Article>& articles_;
  const double rate_;
  std::atomic<bool> stopped_{false};
  Status failure_;             // of the thread until it has ended
  uint64_t acknowledged_ = 0;  // as failure_
  uint64_t next_ = 0;
  std::thread thread_;
};

struct Speed {
  double per_second = 0;
  double p50_us = 0;
  double p99_us = 0;
  size_t least_segments = SIZE_MAX;
  size_t most_segments = 0;
  double tombstones = 0;  // at the end
};

class LiveRun {
 public:
  LiveRun(const LiveTask& task, std::vector<BenchQuery> queries,
          std::vector<Article> articles)
      : task_(task),
        queries_(std::move(queries)),
        articles_(std::move(articles)) {}

  Status Run() {
    Result<SnapshotPtr> opened = Snapshot::Open(task_.index);
    if (!opened.ok()) return opened.status();
    if (ShapeOf(**opened).segments != 1) {
      return Status(StatusCode::kFailedPrecondition,
                    task_.index + ": is not merged into one segment");
    }
    std::vector<Speed> merged;
    for (const Mode mode : task_.modes) {
      const auto measured = Measure(mode, [&] { return *opened; });
      if (!measured.ok()) return measured.status();
      merged.push_back(*measured);
    }
    Result<std::unique_ptr<LiveWriter>> writer =
        LiveWriter::Open(task_.index, {});
    if (!writer.ok()) return writer.status();
    Status shaped = TakeShape(writer->get());
    if (!shaped.ok()) return shaped;
    return MeasureLive(writer->get(), merged);
  }

 private:
  // Replaces articles, a share in each of as many revisions as there shall be
  // segments.
  Status TakeShape(LiveWriter* writer) const {
    writer->PauseMerges(true);
    const auto total = static_cast<size_t>(
        task_.tombstones * static_cast<double>(articles_.size()));
    const size_t step = articles_.size() / std::max<size_t>(total, 1);
    size_t at = 0;
    for (uint32_t segment = 1; segment < task_.segments; ++segment) {
      std::vector<Article> batch;
      while (batch.size() < total / (task_.segments - 1)) {
        batch.push_back(articles_[at]);
        batch.back().title += " (bis)";
        at += step;
      }
      for (const WriteOutcome& outcome : writer->Put(batch, Wait::kVisible)) {
        if (!outcome.status.ok()) return outcome.status;
      }
    }
    writer->PauseMerges(false);
    return OkStatus();
  }

  Status MeasureLive(LiveWriter* writer,
                     const std::vector<Speed>& merged) const {
    Result<SnapshotPtr> opened = Snapshot::Open(task_.index);
    if (!opened.ok()) return opened.status();
    const Newest newest(task_.index, *std::move(opened));
    for (size_t i = 0; i < task_.modes.size(); ++i) {
      const Stopwatch watch;
      Incoming incoming(writer, articles_, task_.rate);
      const auto live = Measure(task_.modes[i], [&] { return newest.Get(); });
      incoming.Stop();
      const Result<uint64_t> written = incoming.Written();
      if (!live.ok()) return live.status();
      if (!written.ok()) return written.status();
      Print(task_.modes[i], merged[i], *live,
            static_cast<double>(*written) / watch.seconds());
    }
    return OkStatus();
  }

  // One thread asks all queries in turn, a quarter of the time unmeasured.
  template <typename Current>
  Result<Speed> Measure(Mode mode, const Current& current) const {
    const Stopwatch watch;
    std::vector<double> times;
    Speed speed;
    double begin = 0;
    for (size_t i = 0; begin == 0 || watch.seconds() - begin < task_.seconds;
         ++i) {
      if (begin == 0 && watch.seconds() > task_.seconds / 4) {
        begin = watch.seconds();
        times.clear();
      }
      const SnapshotPtr snapshot = current();
      const Stopwatch one;
      const Status asked = Ask(*snapshot, mode, i % queries_.size());
      times.push_back(one.seconds() * 1e6);
      if (!asked.ok()) return asked;
      if (i % 100 != 0) continue;
      const Shape shape = ShapeOf(*snapshot);
      speed.least_segments = std::min(speed.least_segments, shape.segments);
      speed.most_segments = std::max(speed.most_segments, shape.segments);
      speed.tombstones = shape.tombstones;
    }
    speed.per_second =
        static_cast<double>(times.size()) / (watch.seconds() - begin);
    std::sort(times.begin(), times.end());
    speed.p50_us = times[times.size() / 2];
    speed.p99_us = times[times.size() * 99 / 100];
    return speed;
  }

  Status Ask(const Snapshot& snapshot, Mode mode, size_t number) const {
    if (mode == Mode::kCount) {
      return snapshot.ListFacets(MakeCountRequest(queries_[number])).status();
    }
    return snapshot.Search(MakeRequest(queries_[number], mode, task_.ranking))
        .status();
  }

  static void Print(Mode mode, const Speed& merged, const Speed& live,
                    double written) {
    std::printf(
        "{\"peer\":\"vigie\",\"kind\":\"live\",\"mode\":\"%s\",\"merged_qps\":"
        "%.1f,\"live_qps\":%.1f,\"ratio\":%.3f,\"merged_p50_us\":%.1f,"
        "\"live_p50_us\":%.1f,\"merged_p99_us\":%.1f,\"live_p99_us\":%.1f,"
        "\"segments\":[%zu,%zu],\"tombstones\":%.4f,\"written_per_s\":%.1f}\n",
        ModeName(mode), merged.per_second, live.per_second,
        live.per_second / merged.per_second, merged.p50_us, live.p50_us,
        merged.p99_us, live.p99_us, live.least_segments, live.most_segments,
        live.tombstones, written);
    std::fflush(stdout);
  }

  const LiveTask& task_;
  const std::vector<BenchQuery> queries_;
  const std::vector<Article> articles_;
};

Result<std::vector<Article>> ReadAll(const std::string& path) {
  DocumentReader reader(path);
  std::vector<Article> articles;
  while (true) {
    Result<std::vector<Article>> batch = reader.Next();
    if (!batch.ok()) return batch.status();
    if (batch->empty()) return articles;
    for (Article& article : *batch) articles.push_back(std::move(article));
  }
}

}  // namespace

Status RunLiveTask(const LiveTask& task) {
  Result<std::vector<BenchQuery>> queries = ReadQueries(task.queries);
  if (!queries.ok()) return queries.status();
  Result<std::vector<Article>> articles = ReadAll(task.documents);
  if (!articles.ok()) return articles.status();
  return LiveRun(task, *std::move(queries), *std::move(articles)).Run();
}

}  // namespace vigie::bench
