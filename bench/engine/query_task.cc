#include <algorithm>
#include <atomic>
#include <cstdio>
#include <map>
#include <memory>
#include <thread>
#include <utility>

#include "bench/engine/process.h"
#include "bench/engine/query_file.h"
#include "bench/engine/tasks.h"
#include "vigie/vigie.h"

namespace vigie::bench {
namespace {

using SnapshotPtr = std::shared_ptr<const Snapshot>;

double Quantile(std::vector<double> values, double quantile) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  const auto at =
      static_cast<size_t>(quantile * static_cast<double>(values.size()));
  return values[std::min(values.size() - 1, at)];
}

class QueryRun {
 public:
  QueryRun(const QueryTask& task, std::vector<BenchQuery> queries)
      : task_(task), queries_(std::move(queries)) {}

  Status Open() {
    const Stopwatch watch;
    OpenOptions options;
    options.keep_decoded = task_.cache;
    if (task_.boot_stamp) options.verify = OpenOptions::Verify::kBootStamp;
    Result<SnapshotPtr> opened = Snapshot::Open(task_.index, options);
    if (!opened.ok()) return opened.status();
    snapshot_ = *std::move(opened);
    open_ms_ = watch.seconds() * 1e3;
    return OkStatus();
  }

  Status Run(Mode mode) {
    requests_.clear();
    counts_.clear();
    for (const BenchQuery& query : queries_) {
      if (mode == Mode::kCount) {
        counts_.push_back(MakeCountRequest(query));
      } else {
        requests_.push_back(MakeRequest(query, mode, task_.ranking));
      }
    }
    return task_.threads == 1 || task_.first ? RunAlone(mode)
                                             : RunTogether(mode);
  }

 private:
  struct Timed {
    std::vector<double> seconds;
    uint32_t hits = 0;
  };

  // Asks one request; the number of hits.
  Result<uint32_t> Ask(size_t number) const {
    if (!counts_.empty()) {
      const Result<FacetsResult> counted =
          snapshot_->ListFacets(counts_[number]);
      if (!counted.ok()) return counted.status();
      return counted->total_hits;
    }
    const Result<SearchResult> found = snapshot_->Search(requests_[number]);
    if (!found.ok()) return found.status();
    return found->total_hits;
  }
  Status RunAlone(Mode mode);
  Status RunAgain(std::vector<Timed>* timed) const;
  Status RunFirst(std::vector<Timed>* timed);
  // Asks it once; its latency is kept when `counts`.
  Status Time(size_t number, bool counts, std::vector<Timed>* timed) const;
  Status RunTogether(Mode mode);
  // Runs every request `rounds` times on all threads; replaces `latencies`
  // (microseconds).
  Status Pass(uint32_t rounds, std::vector<double>* latencies) const;
  void PrintAlone(Mode mode, const std::string& name,
                  const std::vector<const Timed*>& queries) const;

  const QueryTask& task_;
  std::vector<BenchQuery> queries_;
  std::vector<SearchRequest> requests_;  // of other modes than kCount
  std::vector<FacetsRequest> counts_;    // of kCount
  SnapshotPtr snapshot_;
  double open_ms_ = 0;
};

Status QueryRun::Time(size_t number, bool counts,
                      std::vector<Timed>* timed) const {
  const Stopwatch watch;
  const Result<uint32_t> hits = Ask(number);
  const double seconds = watch.seconds();
  if (!hits.ok()) return hits.status();
  (*timed)[number].hits = *hits;
  if (counts) (*timed)[number].seconds.push_back(seconds);
  return OkStatus();
}

Status QueryRun::RunAgain(std::vector<Timed>* timed) const {
  for (uint32_t round = 0; round < task_.warm_rounds + task_.rounds; ++round) {
    for (size_t i = 0; i < queries_.size(); ++i) {
      Status done = Time(i, round >= task_.warm_rounds, timed);
      if (!done.ok()) return done;
    }
  }
  return OkStatus();
}

Status QueryRun::RunFirst(std::vector<Timed>* timed) {
  for (uint32_t round = 0; round < 2 * task_.rounds; ++round) {
    snapshot_ = nullptr;  // what was kept goes with the last one
    Status done = Open();
    for (uint32_t warm = 0; warm <= task_.warm_rounds; ++warm) {
      const bool counts = warm == task_.warm_rounds;
      const uint32_t half = counts ? round % 2 : 1 - round % 2;
      for (size_t i = half; done.ok() && i < queries_.size(); i += 2) {
        done = Time(i, counts, timed);
      }
    }
    if (!done.ok()) return done;
  }
  return OkStatus();
}

Status QueryRun::RunAlone(Mode mode) {
  std::vector<Timed> timed(queries_.size());
  Status done = task_.first ? RunFirst(&timed) : RunAgain(&timed);
  if (!done.ok()) return done;
  std::map<std::string, std::vector<const Timed*>> classes;
  for (size_t i = 0; i < queries_.size(); ++i) {
    classes[queries_[i].query_class].push_back(&timed[i]);
    classes["ALL"].push_back(&timed[i]);
  }
  for (const auto& [name, queries] : classes) PrintAlone(mode, name, queries);
  return OkStatus();
}

void QueryRun::PrintAlone(Mode mode, const std::string& name,
                          const std::vector<const Timed*>& queries) const {
  std::vector<double> medians;
  double sum = 0;
  uint64_t hits = 0;
  for (const Timed* timed : queries) {
    medians.push_back(Quantile(timed->seconds, 0.5) * 1e6);
    sum += medians.back();
    hits += timed->hits;
  }
  const auto count = static_cast<double>(queries.size());
  std::printf(
      "{\"peer\":\"vigie\",\"kind\":\"query\",\"mode\":\"%s\","
      "\"ranking\":\"%s\",\"asked\":\"%s\",\"threads\":1,"
      "\"class\":\"%s\",\"n\":%zu,\"p50_us\":%.1f,\"p95_us\":%.1f,"
      "\"p99_us\":%.1f,\"mean_us\":%.1f,\"qps\":%.1f,\"hits\":%llu,"
      "\"open_ms\":%.2f,\"rss_mb\":%.1f}\n",
      ModeName(mode), RankingName(task_.ranking),
      task_.first ? "first" : "again", name.c_str(), queries.size(),
      Quantile(medians, 0.5), Quantile(medians, 0.95), Quantile(medians, 0.99),
      sum / count, count / sum * 1e6, static_cast<unsigned long long>(hits),
      open_ms_, PeakMegabytes());
}

Status QueryRun::Pass(uint32_t rounds, std::vector<double>* latencies) const {
  // What a thread takes at once: taking costs as much as a kept count does.
  // Its latencies fill a line of memory.
  constexpr size_t kTaken = 8;
  const size_t total = queries_.size() * rounds;
  latencies->assign(total, 0);
  std::atomic<size_t> next{0};
  std::vector<Status> failures(task_.threads);
  std::vector<std::thread> threads;
  for (uint32_t t = 0; t < task_.threads; ++t) {
    threads.emplace_back([&, t] {
      for (size_t begin = next.fetch_add(kTaken); begin < total;
           begin = next.fetch_add(kTaken)) {
        for (size_t i = begin; i < std::min(begin + kTaken, total); ++i) {
          const Stopwatch watch;
          const Result<uint32_t> result = Ask(i % queries_.size());
          (*latencies)[i] = watch.seconds() * 1e6;
          if (!result.ok()) failures[t] = result.status();
        }
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const Status& failure : failures) {
    if (!failure.ok()) return failure;
  }
  return OkStatus();
}

Status QueryRun::RunTogether(Mode mode) {
  std::vector<double> all;
  Status done = Pass(task_.warm_rounds, &all);
  if (!done.ok()) return done;
  all.reserve(queries_.size() * task_.rounds);
  const Stopwatch watch;
  done = Pass(task_.rounds, &all);
  if (!done.ok()) return done;
  const double wall = watch.seconds();
  std::printf(
      "{\"peer\":\"vigie\",\"kind\":\"query\",\"mode\":\"%s\","
      "\"ranking\":\"%s\",\"threads\":%u,"
      "\"class\":\"ALL\",\"n\":%zu,\"p50_us\":%.1f,\"p95_us\":%.1f,"
      "\"p99_us\":%.1f,\"qps\":%.1f,\"open_ms\":%.2f,\"rss_mb\":%.1f}\n",
      ModeName(mode), RankingName(task_.ranking), task_.threads,
      queries_.size(), Quantile(all, 0.5), Quantile(all, 0.95),
      Quantile(all, 0.99), static_cast<double>(all.size()) / wall, open_ms_,
      PeakMegabytes());
  return OkStatus();
}

}  // namespace

Status RunQueryTask(const QueryTask& task) {
  Result<std::vector<BenchQuery>> queries = ReadQueries(task.queries);
  if (!queries.ok()) return queries.status();
  QueryRun run(task, *std::move(queries));
  Status done = run.Open();
  for (size_t i = 0; done.ok() && i < task.modes.size(); ++i) {
    done = run.Run(task.modes[i]);
    std::fflush(stdout);
  }
  return done;
}

}  // namespace vigie::bench
