// Articles that come in beside queries, and the revisions that show them.
#ifndef BENCH_ENGINE_LIVE_STREAM_H_
#define BENCH_ENGINE_LIVE_STREAM_H_

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "vigie/vigie.h"

namespace vigie::bench {

using SnapshotPtr = std::shared_ptr<const Snapshot>;

// The snapshot to ask, opened again by a thread of its own: what is kept of
// the answers of one goes with it.
class Newest {
 public:
  // `every`: opens whatever is published so often; zero: each revision as soon
  // as it is there.
  Newest(std::string index, SnapshotPtr first, std::chrono::milliseconds every)
      : index_(std::move(index)), every_(every), snapshot_(std::move(first)) {
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
  // Median time to open a revision so far, in milliseconds; 0: none was.
  double open_ms() const;

 private:
  void Follow();

  const std::string index_;
  const std::chrono::milliseconds every_;
  std::atomic<bool> stopped_{false};
  mutable std::mutex mutex_;
  SnapshotPtr snapshot_;          // guarded by mutex_
  std::vector<double> openings_;  // milliseconds; guarded by mutex_
  std::thread thread_;
};

// What comes in: four of five are new articles, the fifth is another version of
// one that is there.
class ArticleStream {
 public:
  explicit ArticleStream(const std::vector<Article>& articles)
      : articles_(articles) {}

  std::vector<Article> Next(size_t count);

 private:
  const std::vector<Article>& articles_;
  uint64_t next_ = 0;
};

// Writes `rate` articles a second until destroyed.
class Incoming {
 public:
  Incoming(LiveWriter* writer, ArticleStream* stream, double rate)
      : writer_(writer), stream_(stream), rate_(rate) {
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
  void Write();

  LiveWriter* const writer_;
  ArticleStream* const stream_;
  const double rate_;
  std::atomic<bool> stopped_{false};
  Status failure_;             // of the thread until it has ended
  uint64_t acknowledged_ = 0;  // as failure_
  std::thread thread_;
};

// OK, or what the first of them that failed says.
Status FirstFailure(const std::vector<WriteOutcome>& outcomes);

}  // namespace vigie::bench

#endif  // BENCH_ENGINE_LIVE_STREAM_H_
