// vigie-server-fault: what SIGTERM and SIGKILL do to a server under ingest and
// search. Prints a report; exit code 1 when anything acknowledged was lost, or
// anything was wrong or late.
#include <signal.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <fstream>
#include <iostream>
#include <memory>

#include "tests/fault/scratch.h"
#include "tests/fault/server/server_life.h"
#include "tests/fault/server/soak.h"
#include "tests/fault/server/traffic.h"
#include "tests/fault/workers.h"

namespace {

using namespace vigie::fault;  // NOLINT: the campaign's own words

// Lives of servers on one index before the next index is begun.
constexpr uint64_t kLives = 12;
constexpr uint64_t kLongestLifeMilliseconds = 250;
// Of these, ends while the server starts.
constexpr double kEarlyEnds = .15;
constexpr std::chrono::seconds kMostToEnd(20);
constexpr uint64_t kMostPerLife = 4'000;  // operations

class EndCycle {
 public:
  EndCycle(const Options& options, int signal)
      : options_(options), signal_(signal), scratch_(options.directory) {
    setup_.program = options.program;
    setup_.index = scratch_.path("index");
    setup_.dictionary = WriteDictionary(scratch_);
    setup_.socket = scratch_.path("socket");
  }

  Findings Run(uint64_t cycle) {
    Random random(Mix(options_.seed, cycle));
    findings_ = {};
    if (lives_++ % kLives == 0) Restart(random.Next());
    const std::chrono::milliseconds life(
        random.Below(kLongestLifeMilliseconds));
    ServerLife server(setup_);
    if (random.Chance(kEarlyEnds)) {
      std::this_thread::sleep_for(life);
      End(&server);
    } else if (Recovered(&server)) {
      Live(&server, life);
    }
    if (!findings_.failures.empty()) lives_ = 0;
    return findings_;
  }

 private:
  void Restart(uint64_t seed) {
    RemoveTree(setup_.index);
    seed_ = seed;
    expected_ = ExpectedState(seed_, 1, {});
  }

  void Fail(const std::string& what) { findings_.failures.push_back(what); }

  // What the last life left, against what it acknowledged.
  bool Recovered(ServerLife* server) {
    const vigie::Result<double> ready = server->AwaitReady();
    if (!ready.ok()) {
      Fail(ready.status().message());
      return false;
    }
    findings_.peaks["start_s"] = *ready;
    const vigie::Result<State> found = ReadServedState(server->channel());
    const std::string wrong =
        found.ok() ? expected_.Check(*found) : found.status().ToString();
    findings_.counts["lost"] = wrong.empty() ? 0 : 1;
    if (!wrong.empty()) {
      Fail(wrong);
      return false;
    }
    expected_ = ExpectedState(seed_, expected_.next(), *found);
    return true;
  }

  void Live(ServerLife* server, std::chrono::milliseconds life) {
    Traffic traffic(server->channel(), {seed_, expected_.next(), kMostPerLife},
                    &expected_);
    std::this_thread::sleep_for(life);
    traffic.ExpectEnd();
    End(server);
    traffic.Join();
    findings_.counts["acknowledged"] =
        static_cast<double>(expected_.acknowledged());
    findings_.counts["searches"] = static_cast<double>(traffic.searches());
    for (const std::string& failure : traffic.failures()) Fail(failure);
    if (signal_ == SIGTERM &&
        traffic.stream_end().error_code() != grpc::StatusCode::UNAVAILABLE) {
      Fail("the stream of a server that drains ended with code " +
           std::to_string(traffic.stream_end().error_code()) + ": " +
           traffic.stream_end().error_message());
    }
  }

  void End(ServerLife* server) {
    const vigie::Result<double> ended = server->End(signal_, kMostToEnd);
    if (!ended.ok()) return Fail(ended.status().message());
    findings_.peaks["end_s"] = *ended;
    // A signal that comes before main can hear it ends the process all the
    // same.
    const bool orderly =
        server->exit_code() == 0 || server->exit_code() == 128 + signal_;
    if (!orderly) {
      Fail("the server exited with " + std::to_string(server->exit_code()));
    }
  }

  const Options& options_;
  const int signal_;
  Scratch scratch_;
  ServerSetup setup_;
  uint64_t lives_ = 0;
  uint64_t seed_ = 0;
  ExpectedState expected_{0, 1, {}};
  Findings findings_;
};

// A journal of so many articles, each of an id of its own and of the size of an
// agency's, none of them published: SIGKILL, and how long the next start takes.
constexpr uint64_t kJournalRecords = 10'000;

Findings RunRecovery(const Options& options, uint64_t cycle) {
  const Scratch scratch(options.directory);
  const ServerSetup setup{options.program, scratch.path("index"),
                          WriteDictionary(scratch), scratch.path("socket"),
                          60'000};
  Findings findings;
  const uint64_t seed = Mix(options.seed, cycle);
  {
    ServerLife server(setup);
    const vigie::Result<double> ready = server.AwaitReady();
    if (!ready.ok()) return {{}, {}, {ready.status().message()}};
    findings.peaks["start_empty_s"] = *ready;
    ExpectedState expected(seed, 1, {});
    Traffic traffic(server.channel(), {seed, 1, kJournalRecords, true},
                    &expected);
    traffic.AwaitAnswers();
    traffic.ExpectEnd();
    vigie::IgnoreError(server.End(SIGKILL, kMostToEnd).status(),
                       "a SIGKILL is never late");
    traffic.Join();
    findings.counts["acknowledged"] =
        static_cast<double>(expected.acknowledged());
  }
  ServerLife server(setup);
  const vigie::Result<double> ready = server.AwaitReady();
  if (!ready.ok()) return {{}, {}, {ready.status().message()}};
  findings.peaks["start_after_10k_records_s"] = *ready;
  const vigie::Status all = CheckHits(server.channel(), "", kJournalRecords);
  if (!all.ok()) findings.failures.push_back(all.message());
  return findings;
}

MakeCycle CyclesOf(const Options& options) {
  if (options.campaign == "soak") {
    return [&options]() -> Cycle {
      return [&options](uint64_t /*cycle*/) { return RunServerSoak(options); };
    };
  }
  if (options.campaign == "recover") {
    return [&options]() -> Cycle {
      return [&options](uint64_t cycle) { return RunRecovery(options, cycle); };
    };
  }
  const int signal = options.campaign == "terminate" ? SIGTERM : SIGKILL;
  return [&options, signal]() -> Cycle {
    auto cycle = std::make_shared<EndCycle>(options, signal);
    return [cycle](uint64_t number) { return cycle->Run(number); };
  };
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("vigie-server-fault: ends of a server under ingest and search");
  app.require_subcommand(1);
  Options options;
  options.program = VIGIE_SERVER_PROGRAM;
  std::string results;
  for (const char* name : {"terminate", "kill", "recover", "soak"}) {
    CLI::App* campaign = app.add_subcommand(name);
    if (std::string(name) == "soak") {
      campaign->add_option("--minutes", options.minutes);
      campaign->add_option("--rate", options.rate, "writes per second");
      campaign->add_option("--searches", options.searches,
                           "per second; default: without pause");
      campaign->add_option("--publish-ms", options.publish_ms);
    } else {
      campaign->add_option("--cycles", options.cycles);
    }
    campaign->add_option("--seed", options.seed);
    campaign->add_option("--jobs", options.jobs)->check(CLI::Range(1, 64));
    campaign->add_option("--server", options.program,
                         "the vigie-server to start; default: the one built");
    campaign->add_option("--directory", options.directory,
                         "where scratch directories are made; memory by "
                         "default");
    campaign->add_option("--results", results,
                         "append the JSON line to this file");
  }
  CLI11_PARSE(app, argc, argv);
  options.campaign = app.get_subcommands().front()->get_name();
  if (options.campaign == "soak") options.cycles = 1;
  const Report report = RunCycles(options, CyclesOf(options));
  std::cout << ToText(report);
  if (!results.empty()) {
    std::ofstream(results, std::ios::app) << ToJson(report) << "\n";
  }
  return report.findings.failures.empty() ? 0 : 1;
}
