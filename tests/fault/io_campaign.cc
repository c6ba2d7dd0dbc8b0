#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstring>
#include <fstream>
#include <memory>
#include <utility>

#include "tests/fault/campaigns.h"
#include "tests/fault/child_process.h"
#include "tests/fault/expected_state.h"
#include "tests/fault/preload/record.h"
#include "tests/fault/scratch.h"
#include "tests/fault/writer_command.h"

namespace vigie::fault {
namespace {

constexpr uint64_t kGroups = 5;
constexpr std::chrono::seconds kLongestRun(60);

struct Variant {
  const char* kind;
  const char* span;  // operations in a row that fail
};
constexpr Variant kVariants[] = {{"eio", "1"},     {"eio", "1000000"},
                                 {"enospc", "1"},  {"enospc", "1000000"},
                                 {"short", "1"},   {"short", "1000000"},
                                 {"enospc", "20"}, {"eio", "20"}};
constexpr uint64_t kVariantCount = std::size(kVariants);

class FaultCycle {
 public:
  explicit FaultCycle(const Options& options)
      : options_(options),
        engine_(*EngineFromName(options.engine)),
        scratch_(options.directory),
        dictionary_(WriteDictionary(scratch_)) {}

  // Operations that a run without faults makes.
  uint64_t CountOperations() {
    ExpectedState expected(options_.seed, 1, {});
    RunChild(UINT64_MAX, kVariants[0], &expected);
    return operations_;
  }

  Findings Run(uint64_t cycle) {
    const uint64_t at = cycle / kVariantCount + 1;
    const Variant& variant = kVariants[cycle % kVariantCount];
    ExpectedState expected(options_.seed, 1, {});
    const int status = RunChild(at, variant, &expected);
    Findings findings;
    std::string wrong;
    if (WIFSIGNALED(status)) {
      wrong = "the writer died of signal " + std::to_string(WTERMSIG(status));
    } else {
      const Result<State> found =
          RecoverState(engine_, scratch_.path("index"), dictionary_);
      wrong = found.ok() ? expected.Check(*found) : found.status().ToString();
    }
    findings.counts["reached"] = operations_ >= at ? 1 : 0;
    findings.counts["acknowledged"] =
        static_cast<double>(expected.acknowledged());
    findings.counts["clean_errors"] =
        static_cast<double>(expected.refused() + expected.failures());
    if (!wrong.empty()) {
      findings.failures.push_back(std::string(variant.kind) + " x " +
                                  variant.span + " at operation " +
                                  std::to_string(at) + ": " + wrong);
    }
    return findings;
  }

 private:
  // Its wait status; SIGALRM stands for a run that did not end.
  int RunChild(uint64_t at, const Variant& variant, ExpectedState* expected) {
    const std::string index = scratch_.path("index");
    const std::string counter = scratch_.path("counter");
    RemoveTree(index);
    std::ofstream(counter, std::ios::binary) << std::string(8, '\0');
    ChildProcess child(CommandOf(options_, {index, dictionary_, options_.seed,
                                            1, kGroups, 1'000}),
                       {"LD_PRELOAD=" + options_.preload,
                        std::string(kRootVariable) + "=" + index,
                        std::string(kCounterVariable) + "=" + counter,
                        std::string(kAtVariable) + "=" + std::to_string(at),
                        std::string(kKindVariable) + "=" + variant.kind,
                        std::string(kSpanVariable) + "=" + variant.span});
    const bool ended = child.Listen(
        kLongestRun, [&](const std::string& line) { expected->Read(line); });
    if (!ended) child.Kill();
    const int status = child.Wait();
    std::ifstream(counter, std::ios::binary)
        .read(reinterpret_cast<char*>(&operations_), sizeof(operations_));
    return ended ? status : SIGALRM;
  }

  const Options& options_;
  EngineKind engine_;
  Scratch scratch_;
  std::string dictionary_;
  uint64_t operations_ = 0;
};

}  // namespace

Report RunFaults(const Options& options) {
  Options all = options;
  // Live writers work in threads: a run may make a few more operations.
  const uint64_t operations = FaultCycle(options).CountOperations() + 20;
  if (options.cycles == 0) all.cycles = operations * kVariantCount;
  Report report = RunCycles(all, [&options]() -> Cycle {
    auto cycle = std::make_shared<FaultCycle>(options);
    return [cycle](uint64_t number) { return cycle->Run(number); };
  });
  report.findings.peaks["operations"] = static_cast<double>(operations);
  return report;
}

}  // namespace vigie::fault
