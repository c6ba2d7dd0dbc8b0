#include <chrono>
#include <memory>
#include <string>

#include "tests/fault/campaigns.h"
#include "tests/fault/child_process.h"
#include "tests/fault/expected_state.h"
#include "tests/fault/preload/record.h"
#include "tests/fault/scratch.h"
#include "tests/fault/writer_command.h"

namespace vigie::fault {
namespace {

constexpr uint64_t kGroups = 25;
constexpr std::chrono::seconds kLongestRun(60);

class ClockCycle {
 public:
  explicit ClockCycle(const Options& options)
      : options_(options),
        engine_(*EngineFromName(options.engine)),
        scratch_(options.directory),
        dictionary_(WriteDictionary(scratch_)) {}

  Findings Run(uint64_t cycle) {
    const uint64_t seed = Mix(options_.seed, cycle);
    const std::string index = scratch_.path("index");
    RemoveTree(index);
    ExpectedState expected(seed, 1, {});
    ChildProcess child(
        CommandOf(options_, {index, dictionary_, seed, 1, kGroups}),
        {"LD_PRELOAD=" + options_.preload,
         std::string(kClockVariable) + "=" + std::to_string(cycle + 1)});
    const bool ended = child.Listen(
        kLongestRun, [&](const std::string& line) { expected.Read(line); });
    if (!ended) child.Kill();
    Findings findings;
    findings.counts["acknowledged"] =
        static_cast<double>(expected.acknowledged());
    if (!ended || child.Wait() != 0 || !expected.ended() ||
        expected.refused() + expected.failures() > 0) {
      findings.failures.push_back("the writer did not end well");
    }
    const Result<State> found = RecoverState(engine_, index, dictionary_);
    const std::string wrong =
        found.ok() ? expected.Check(*found) : found.status().ToString();
    if (!wrong.empty()) findings.failures.push_back(wrong);
    return findings;
  }

 private:
  const Options& options_;
  EngineKind engine_;
  Scratch scratch_;
  std::string dictionary_;
};

}  // namespace

Report RunClockJumps(const Options& options) {
  return RunCycles(options, [&options]() -> Cycle {
    auto cycle = std::make_shared<ClockCycle>(options);
    return [cycle](uint64_t number) { return cycle->Run(number); };
  });
}

}  // namespace vigie::fault
