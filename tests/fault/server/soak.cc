#include "tests/fault/server/soak.h"

#include <signal.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <thread>
#include <vector>

#include "tests/fault/scratch.h"
#include "tests/fault/server/server_life.h"
#include "tests/fault/server/traffic.h"
#include "tests/fault/trend.h"

namespace vigie::fault {
namespace {

using Clock = std::chrono::steady_clock;
using Seconds = std::chrono::duration<double>;

constexpr std::chrono::seconds kMostToEnd(20);
constexpr uint64_t kMostWrites = uint64_t{1} << 40;
// What a long life may grow by.
constexpr double kMostMegabytesPerHour = 1;
constexpr double kMostDescriptors = 8;
// Below this a slope says more of the warm-up than of a leak.
constexpr double kShortestJudgedSeconds = 600;

// Stretches that the judged time is cut into (trend.h).
constexpr size_t kStretches = 40;

struct Sample {
  double seconds = 0;    // of the life
  double anonymous = 0;  // MB of its own: no file, no shared memory
  double resident = 0;   // MB, with what it has mapped of files
  double descriptors = 0;
};

Sample SampleOf(pid_t pid, double seconds) {
  Sample sample;
  sample.seconds = seconds;
  const std::string folder = "/proc/" + std::to_string(pid);
  std::ifstream status(folder + "/status");
  for (std::string line; std::getline(status, line);) {
    if (line.rfind("RssAnon:", 0) == 0) {
      sample.anonymous = std::stod(line.substr(8)) / 1024;
    } else if (line.rfind("VmRSS:", 0) == 0) {
      sample.resident = std::stod(line.substr(6)) / 1024;
    }
  }
  std::error_code gone;
  const std::filesystem::directory_iterator open(folder + "/fd", gone);
  if (!gone) {
    sample.descriptors = static_cast<double>(
        std::distance(begin(open), std::filesystem::directory_iterator()));
  }
  return sample;
}

double RisePerHourOf(const std::vector<Sample>& samples,
                     double Sample::*value) {
  std::vector<TimedValue> values;
  values.reserve(samples.size());
  for (const Sample& sample : samples) {
    values.push_back({sample.seconds, sample.*value});
  }
  return RisePerHour(values, kStretches);
}

class Soak {
 public:
  explicit Soak(const Options& options)
      : options_(options),
        random_(options.seed),
        scratch_(options.directory),
        expected_(options.seed, 1, {}) {
    setup_ = {options.program, scratch_.path("index"),
              WriteDictionary(scratch_), scratch_.path("socket"),
              options.publish_ms};
  }

  Findings Run() {
    const Clock::time_point start = Clock::now();
    const Seconds all(options_.minutes * 60);
    // 30 to 120 s of an hour.
    const double shortest = all.count() / 120;
    while (Clock::now() - start < all / 10 && findings_.failures.empty()) {
      const Seconds life(
          shortest + shortest * static_cast<double>(random_.Below(300)) / 100);
      Live(life, SIGKILL);
      findings_.counts["kills"] += 1;
    }
    if (findings_.failures.empty()) {
      Live(all - (Clock::now() - start), SIGTERM);
      Judge();
    }
    if (findings_.failures.empty()) Live(Seconds(0), SIGTERM);
    return findings_;
  }

 private:
  void Fail(const std::string& what) { findings_.failures.push_back(what); }

  void Peak(const char* name, double value) {
    double& highest = findings_.peaks[name];
    highest = std::max(highest, value);
  }

  // One server: what it recovered, then traffic for `life`, then `signal`.
  void Live(Seconds life, int signal) {
    ServerLife server(setup_);
    const Result<double> ready = server.AwaitReady();
    if (!ready.ok()) return Fail(ready.status().message());
    Peak("start_s", *ready);
    const Result<State> found = ReadServedState(server.channel());
    if (!found.ok()) return Fail(found.status().ToString());
    const std::string wrong = expected_.Check(*found);
    if (!wrong.empty()) return Fail(wrong);
    expected_ = ExpectedState(options_.seed, expected_.next(), *found);
    Traffic traffic(server.channel(),
                    {options_.seed, expected_.next(), kMostWrites, false,
                     options_.rate, options_.searches},
                    &expected_);
    Watch(server.pid(), life);
    traffic.ExpectEnd();
    const Result<double> ended = server.End(signal, kMostToEnd);
    if (!ended.ok()) Fail(ended.status().message());
    if (ended.ok() && signal == SIGTERM) Peak("end_s", *ended);
    traffic.Join();
    findings_.counts["acknowledged"] +=
        static_cast<double>(expected_.acknowledged());
    findings_.counts["searches"] += static_cast<double>(traffic.searches());
    findings_.counts["streams_ended"] +=
        static_cast<double>(traffic.streams_ended());
    for (const std::string& failure : traffic.failures()) Fail(failure);
  }

  // Samples of the life that runs now.
  void Watch(pid_t pid, Seconds life) {
    const Clock::time_point start = Clock::now();
    const Seconds step = std::min<Seconds>(Seconds(1), life / 20);
    samples_.clear();
    for (Seconds at(0); at < life; at += step) {
      std::this_thread::sleep_until(
          start + std::chrono::duration_cast<Clock::duration>(at));
      samples_.push_back(SampleOf(pid, at.count()));
    }
  }

  // The last life, its first quarter being the warm-up.
  void Judge() {
    const std::vector<Sample> warm(
        samples_.begin() + static_cast<std::ptrdiff_t>(samples_.size() / 4),
        samples_.end());
    if (warm.empty()) return;
    const double seconds = warm.back().seconds - warm.front().seconds;
    const double memory = RisePerHourOf(warm, &Sample::anonymous);
    const double descriptors =
        RisePerHourOf(warm, &Sample::descriptors) * seconds / 3600;
    findings_.counts["watched_s"] = seconds;
    findings_.counts["memory_mb_per_hour"] = memory;
    findings_.counts["resident_mb_per_hour"] =
        RisePerHourOf(warm, &Sample::resident);
    findings_.counts["descriptors_gained"] = descriptors;
    for (const Sample& sample : warm) {
      Peak("memory_mb", sample.anonymous);
      Peak("resident_mb", sample.resident);
      Peak("descriptors", sample.descriptors);
    }
    if (seconds < kShortestJudgedSeconds) return;
    if (memory > kMostMegabytesPerHour) Fail("memory grows");
    if (descriptors > kMostDescriptors) Fail("descriptors grow");
  }

  const Options& options_;
  Random random_;
  Scratch scratch_;
  ServerSetup setup_;
  ExpectedState expected_;
  std::vector<Sample> samples_;
  Findings findings_;
};

}  // namespace

Findings RunServerSoak(const Options& options) { return Soak(options).Run(); }

}  // namespace vigie::fault
