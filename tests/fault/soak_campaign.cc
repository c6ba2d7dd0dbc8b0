#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "tests/fault/campaigns.h"
#include "tests/fault/child_process.h"
#include "tests/fault/operations.h"
#include "tests/fault/scratch.h"
#include "tests/fault/soak_writer.h"
#include "vigie/vigie.h"

namespace vigie::fault {
namespace {

using Clock = std::chrono::steady_clock;

// Articles that a revision may lack before the rest is taken to be missing.
constexpr int kMostMissed = 3;

int64_t NowNanoseconds() {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(
             Clock::now().time_since_epoch())
      .count();
}

double Quantile(std::vector<double> values, double quantile) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  const auto at =
      static_cast<size_t>(quantile * static_cast<double>(values.size()));
  return values[std::min(at, values.size() - 1)];
}

// The other process: reads what the writer says and looks for it.
class SoakReader {
 public:
  SoakReader(const SoakTask& task, Findings* findings)
      : task_(task), findings_(findings) {}

  void Hear(const std::string& line) {
    unsigned long long number = 0;
    long long time = 0;
    double milliseconds = 0;
    unsigned long long segments = 0;
    if (std::sscanf(line.c_str(), "A %llu %lld", &number, &time) == 2) {
      awaited_[number] = time;
      newest_[MakeSoakArticle(task_, number).id] = number;
      findings_->counts["acknowledged"] += 1;
    } else if (std::sscanf(line.c_str(), "P %lf", &milliseconds) == 1) {
      Peak("slowest_write_ms", milliseconds);
    } else if (std::sscanf(line.c_str(), "S %llu %llu %llu %llu", &segments,
                           &written_, &sealed_, &journal_) == 4) {
      Peak("segments", static_cast<double>(segments));
      Peak("journal_mb", static_cast<double>(journal_) / 1e6);
    } else {
      findings_->failures.push_back(line);
    }
  }

  // Opens what is published, when it is new, and looks for what is awaited.
  void Look() {
    const Result<uint64_t> published = Snapshot::PublishedRevision(task_.index);
    if (!published.ok() || *published == revision_) return;
    const Clock::time_point begin = Clock::now();
    Result<std::shared_ptr<const Snapshot>> opened =
        Snapshot::Open(task_.index);
    if (!opened.ok()) {
      findings_->failures.push_back(opened.status().ToString());
      return;
    }
    snapshot_ = *std::move(opened);
    revision_ = snapshot_->revision();
    opening_ms_.push_back(
        std::chrono::duration<double, std::milli>(Clock::now() - begin)
            .count());
    int missed = 0;
    for (auto at = awaited_.begin(); at != awaited_.end();) {
      if (!Finds(at->first)) {
        // Revisions hold what was written up to some moment.
        if (++missed > kMostMissed) break;
        ++at;
        continue;
      }
      latencies_ms_.push_back(
          static_cast<double>(NowNanoseconds() - at->second) / 1e6);
      at = awaited_.erase(at);
    }
  }

  void Finish() {
    findings_->peaks["fresh_p50_ms"] = Quantile(latencies_ms_, 0.5);
    findings_->peaks["fresh_p99_ms"] = Quantile(latencies_ms_, 0.99);
    findings_->peaks["fresh_max_ms"] = Quantile(latencies_ms_, 1);
    findings_->peaks["opening_p50_ms"] = Quantile(opening_ms_, 0.5);
    findings_->peaks["opening_p99_ms"] = Quantile(opening_ms_, 0.99);
    findings_->counts["revisions_opened"] =
        static_cast<double>(opening_ms_.size());
    findings_->peaks["sealed_mb"] = static_cast<double>(sealed_) / 1e6;
    findings_->peaks["written_mb"] = static_cast<double>(written_) / 1e6;
    findings_->peaks["write_amplification"] =
        sealed_ == 0
            ? 0
            : static_cast<double>(written_) / static_cast<double>(sealed_);
    CheckEnd();
  }

 private:
  void Peak(const std::string& name, double value) {
    findings_->peaks[name] = std::max(findings_->peaks[name], value);
  }

  // By its own word; an article that is replaced already, by a newer text.
  bool Finds(uint64_t number) const {
    SearchRequest request;
    request.query = SoakWord(number);
    request.page_size = 1;
    request.passages_per_hit = 0;
    request.options.typo_tolerance = false;
    const Result<SearchResult> result = snapshot_->Search(request);
    if (!result.ok()) findings_->failures.push_back(result.status().ToString());
    if (result.ok() && result->total_hits == 1) return true;
    const std::string id = MakeSoakArticle(task_, number).id;
    if (newest_.at(id) == number) return false;
    const Result<Article> article = snapshot_->GetArticle(id);
    return article.ok() && SoakNumberOf(*article) > number;
  }

  // Everything acknowledged is there once the writer has closed.
  void CheckEnd() {
    const Result<std::shared_ptr<const Snapshot>> opened =
        Snapshot::Open(task_.index);
    if (!opened.ok()) {
      findings_->failures.push_back(opened.status().ToString());
      return;
    }
    if ((*opened)->GetStatus().articles != newest_.size()) {
      findings_->failures.push_back(
          std::to_string((*opened)->GetStatus().articles) + " of " +
          std::to_string(newest_.size()) + " articles at the end");
    }
    for (const auto& [id, number] : newest_) {
      const Result<Article> article = (*opened)->GetArticle(id);
      if (!article.ok() ||
          article->text != MakeSoakArticle(task_, number).text) {
        findings_->failures.push_back(id + " is not what was written last");
      }
    }
  }

  const SoakTask& task_;
  Findings* findings_;
  std::map<uint64_t, int64_t> awaited_;     // by number: acknowledged when
  std::map<std::string, uint64_t> newest_;  // by id
  std::shared_ptr<const Snapshot> snapshot_;
  uint64_t revision_ = 0;
  std::vector<double> latencies_ms_;
  std::vector<double> opening_ms_;
  unsigned long long written_ = 0;
  unsigned long long sealed_ = 0;
  unsigned long long journal_ = 0;
};

}  // namespace

Report RunSoak(const Options& options) {
  const Clock::time_point start = Clock::now();
  // On a real disk: memory would flatter the writer.
  const Scratch scratch(options.directory.empty() ? "/tmp" : options.directory);
  const SoakTask task{scratch.path("index"), options.minutes,    options.rate,
                      options.updates,       options.publish_ms, options.seed};
  Report report;
  report.campaign = options.campaign;
  report.engine = options.engine;
  report.seed = options.seed;
  SoakReader reader(task, &report.findings);
  ChildProcess writer(
      {options.program, "soak-writer", "--index", task.index, "--minutes",
       std::to_string(task.minutes), "--rate", std::to_string(task.rate),
       "--updates", std::to_string(task.updates), "--publish-ms",
       std::to_string(task.publish_ms), "--seed", std::to_string(task.seed)},
      {});
  while (!writer.Listen(
      std::chrono::milliseconds(5),
      [&reader](const std::string& line) { reader.Hear(line); })) {
    reader.Look();
  }
  if (writer.Wait() != 0) {
    report.findings.failures.emplace_back("the writer did not end well");
  }
  reader.Look();
  reader.Finish();
  report.seconds = std::chrono::duration<double>(Clock::now() - start).count();
  report.findings.counts["articles_per_s"] =
      report.findings.counts["acknowledged"] / (task.minutes * 60);
  return report;
}

}  // namespace vigie::fault
