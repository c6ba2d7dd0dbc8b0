// Queries beside writes: of an index of one segment, of the same opened again
// and again, and of many segments with tombstones while articles come in.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <memory>
#include <optional>
#include <utility>

#include "bench/engine/document_reader.h"
#include "bench/engine/live_stream.h"
#include "bench/engine/process.h"
#include "bench/engine/query_file.h"
#include "bench/engine/tasks.h"
#include "vigie/vigie.h"

namespace vigie::bench {
namespace {

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

struct Speed {
  double per_second = 0;
  double p50_us = 0;
  double p99_us = 0;
  double first_us = 0;  // of the processor, asked first of a snapshot; mean
  double snapshots_per_second = 0;
  double open_ms = 0;  // to open one, by the clock; median; 0: not measured
  size_t least_segments = SIZE_MAX;
  size_t most_segments = 0;
  double tombstones = 0;  // at the end
};

// Times one thread's queries.
class Timing {
 public:
  explicit Timing(size_t queries) : asked_of_(queries) {}

  // Of a query by number; `ask` returns a Status.
  template <typename Ask>
  Status Take(const SnapshotPtr& snapshot, size_t number, const Ask& ask) {
    if (snapshot.get() != last_) {
      last_ = snapshot.get();
      ++snapshots_;
    }
    const bool first =
        std::exchange(asked_of_[number], snapshots_) != snapshots_;
    const double cpu = first ? ThreadCpuSeconds() : 0;
    const Stopwatch one;
    const Status asked = ask();
    times_.push_back(one.seconds() * 1e6);
    if (first) {
      first_us_ += (ThreadCpuSeconds() - cpu) * 1e6;
      ++firsts_;
    }
    if (times_.size() % 100 == 1) Note(*snapshot);
    return asked;
  }

  // What was taken so far does not count.
  void Begin() {
    times_.clear();
    first_us_ = firsts_ = 0;
    counted_from_ = snapshots_;
    watch_ = Stopwatch();
  }
  double seconds() const { return watch_.seconds(); }

  Speed Take() {
    Speed speed = speed_;
    const double seconds = watch_.seconds();
    speed.per_second = static_cast<double>(times_.size()) / seconds;
    std::sort(times_.begin(), times_.end());
    speed.p50_us = times_[times_.size() / 2];
    speed.p99_us = times_[times_.size() * 99 / 100];
    speed.first_us = firsts_ > 0 ? first_us_ / firsts_ : 0;
    speed.snapshots_per_second =
        static_cast<double>(snapshots_ - counted_from_) / seconds;
    return speed;
  }

 private:
  void Note(const Snapshot& snapshot) {
    const Shape shape = ShapeOf(snapshot);
    speed_.least_segments = std::min(speed_.least_segments, shape.segments);
    speed_.most_segments = std::max(speed_.most_segments, shape.segments);
    speed_.tombstones = shape.tombstones;
  }

  const Snapshot* last_ = nullptr;
  uint64_t snapshots_ = 0;
  uint64_t counted_from_ = 0;
  std::vector<uint64_t> asked_of_;  // by query: which snapshot last
  std::vector<double> times_;       // microseconds
  double first_us_ = 0;
  double firsts_ = 0;
  Speed speed_;
  Stopwatch watch_;
};

class LiveRun {
 public:
  LiveRun(const LiveTask& task, std::vector<BenchQuery> queries,
          std::vector<Article> articles)
      : task_(task),
        queries_(std::move(queries)),
        articles_(std::move(articles)),
        stream_(articles_) {}

  Status Run() {
    Result<std::unique_ptr<LiveWriter>> writer =
        LiveWriter::Open(task_.index, {});
    if (!writer.ok()) return writer.status();
    writer_ = *std::move(writer);
    for (const Mode mode : task_.modes) {
      Status done = RunMode(mode);
      if (!done.ok()) return done;
    }
    return OkStatus();
  }

 private:
  struct Row {
    Mode mode = Mode::kCount;
    Speed still;
    Speed merged;
    Speed live;
    double written = 0;  // per second
  };

  Status RunMode(Mode mode) {
    Status one = Merge();
    if (!one.ok()) return one;
    Result<SnapshotPtr> merged = Snapshot::Open(task_.index);
    if (!merged.ok()) return merged.status();
    writer_->PauseMerges(true);
    Row row;
    row.mode = mode;
    Status done = task_.revisions > 0 ? Step(*std::move(merged), &row)
                                      : RunByTheClock(*std::move(merged), &row);
    if (done.ok()) Print(row);
    return done;
  }

  Status Merge() const {
    const Result<SnapshotPtr> opened = Snapshot::Open(task_.index);
    if (!opened.ok()) return opened.status();
    const Shape shape = ShapeOf(**opened);
    if (shape.segments == 1 && shape.tombstones == 0) return OkStatus();
    writer_->PauseMerges(false);
    return writer_->Compact();
  }

  Status RunByTheClock(SnapshotPtr merged, Row* row) {
    Status done = Measure(
        row->mode, [&] { return merged; }, &row->still);
    if (!done.ok()) return done;
    {
      const Newest newest(task_.index, std::move(merged), task_.reopened_every);
      done = Measure(
          row->mode, [&] { return newest.Get(); }, &row->merged);
      row->merged.open_ms = newest.open_ms();
    }
    if (done.ok()) done = TakeShape();
    if (!done.ok()) return done;
    Result<SnapshotPtr> shaped = Snapshot::Open(task_.index);
    if (!shaped.ok()) return shaped.status();
    const Newest newest(task_.index, *std::move(shaped), {});
    const Stopwatch watch;
    Incoming incoming(writer_.get(), &stream_, task_.rate);
    done = Measure(
        row->mode, [&] { return newest.Get(); }, &row->live);
    row->live.open_ms = newest.open_ms();
    incoming.Stop();
    const Result<uint64_t> written = incoming.Written();
    if (!done.ok()) return done;
    if (!written.ok()) return written.status();
    row->written = static_cast<double>(*written) / watch.seconds();
    return OkStatus();
  }

  // Every query once of each snapshot: nothing depends on the clock.
  Status Step(SnapshotPtr merged, Row* row) {
    const auto reopened = [&] { return Snapshot::Open(task_.index); };
    Status done = StepThrough(
        row->mode, [&]() -> Result<SnapshotPtr> { return merged; },
        &row->still);
    if (done.ok()) done = StepThrough(row->mode, reopened, &row->merged);
    merged = nullptr;
    if (done.ok()) done = TakeShape();
    if (!done.ok()) return done;
    const auto written = [&]() -> Result<SnapshotPtr> {
      const auto count = static_cast<size_t>(task_.rate);
      Status put =
          FirstFailure(writer_->Put(stream_.Next(count), Wait::kVisible));
      if (!put.ok()) return put;
      return reopened();
    };
    return StepThrough(row->mode, written, &row->live);
  }

  template <typename Next>
  Status StepThrough(Mode mode, const Next& next, Speed* speed) const {
    Timing timing(queries_.size());
    SnapshotPtr current;
    for (uint32_t i = 0; i < task_.revisions; ++i) {
      if (i == std::min(task_.revisions - 1, 2U)) timing.Begin();
      Result<SnapshotPtr> opened = next();
      if (!opened.ok()) return opened.status();
      current = *std::move(opened);
      for (size_t number = 0; number < queries_.size(); ++number) {
        Status asked = timing.Take(current, number,
                                   [&] { return Ask(*current, mode, number); });
        if (!asked.ok()) return asked;
      }
    }
    *speed = timing.Take();
    return OkStatus();
  }

  // Replaces articles, a share in each of as many revisions as there shall be
  // segments. Merges are paused.
  Status TakeShape() {
    ++shaped_;
    const auto total = static_cast<size_t>(
        task_.tombstones * static_cast<double>(articles_.size()));
    const size_t step = articles_.size() / std::max<size_t>(total, 1);
    size_t at = 0;
    for (uint32_t segment = 1; segment < task_.segments; ++segment) {
      std::vector<Article> batch;
      while (batch.size() < total / (task_.segments - 1)) {
        batch.push_back(articles_[at]);
        batch.back().title += " (" + std::to_string(shaped_) + ")";
        at += step;
      }
      Status put = FirstFailure(writer_->Put(batch, Wait::kVisible));
      if (!put.ok()) return put;
    }
    return OkStatus();
  }

  // One thread asks all queries in turn, a quarter of the time unmeasured.
  template <typename Current>
  Status Measure(Mode mode, const Current& current, Speed* speed) const {
    Timing timing(queries_.size());
    bool counts = false;
    for (size_t i = 0; !counts || timing.seconds() < task_.seconds; ++i) {
      if (!counts && timing.seconds() > task_.seconds / 4) {
        counts = true;
        timing.Begin();
      }
      const SnapshotPtr snapshot = current();
      const size_t number = i % queries_.size();
      Status asked = timing.Take(snapshot, number,
                                 [&] { return Ask(*snapshot, mode, number); });
      if (!asked.ok()) return asked;
    }
    *speed = timing.Take();
    return OkStatus();
  }

  Status Ask(const Snapshot& snapshot, Mode mode, size_t number) const {
    if (mode == Mode::kCount) {
      return snapshot.ListFacets(MakeCountRequest(queries_[number])).status();
    }
    return snapshot.Search(MakeRequest(queries_[number], mode, task_.ranking))
        .status();
  }

  static void Print(const Row& row) {
    const auto over = [](double a, double b) { return b > 0 ? a / b : 0; };
    const auto print = [](const char* name, const Speed& speed) {
      std::printf(
          ",\"%s\":{\"qps\":%.1f,\"p50_us\":%.1f,\"p99_us\":%.1f,"
          "\"first_cpu_us\":%.1f,\"snapshots_per_s\":%.2f,"
          "\"open_ms\":%.2f}",
          name, speed.per_second, speed.p50_us, speed.p99_us, speed.first_us,
          speed.snapshots_per_second, speed.open_ms);
    };
    std::printf("{\"peer\":\"vigie\",\"kind\":\"live\",\"mode\":\"%s\"",
                ModeName(row.mode));
    print("still", row.still);
    print("merged", row.merged);
    print("live", row.live);
    std::printf(
        ",\"of_still\":%.3f,\"of_merged\":%.3f,\"of_first\":%.3f,"
        "\"segments\":[%zu,%zu],\"tombstones\":%.4f,\"written_per_s\":%.1f}\n",
        over(row.live.per_second, row.still.per_second),
        over(row.live.per_second, row.merged.per_second),
        over(row.merged.first_us, row.live.first_us), row.live.least_segments,
        row.live.most_segments, row.live.tombstones, row.written);
    std::fflush(stdout);
  }

  const LiveTask& task_;
  const std::vector<BenchQuery> queries_;
  const std::vector<Article> articles_;
  ArticleStream stream_;
  uint32_t shaped_ = 0;  // how often; so that no replacement is the last one
  std::unique_ptr<LiveWriter> writer_;
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
