#include <sys/wait.h>

#include <chrono>
#include <memory>
#include <string>

#include "tests/fault/campaigns.h"
#include "tests/fault/child_process.h"
#include "tests/fault/expected_state.h"
#include "tests/fault/scratch.h"
#include "tests/fault/writer_command.h"

namespace vigie::fault {
namespace {

constexpr int kAttempts = 5;
constexpr int kGivesUp = 3;  // exit code of a writer that cannot open

class TwoWritersCycle {
 public:
  explicit TwoWritersCycle(const Options& options)
      : options_(options),
        engine_(*EngineFromName(options.engine)),
        scratch_(options.directory),
        dictionary_(WriteDictionary(scratch_)) {}

  Findings Run(uint64_t cycle) {
    seed_ = Mix(options_.seed, cycle);
    RemoveTree(index());
    Findings findings;
    ExpectedState expected(seed_, 1, {});
    const auto read = [&](const std::string& line) { expected.Read(line); };
    ChildProcess first(CommandOf(options_, Command(0)), {});
    while (expected.acknowledged() == 0 &&
           !first.Listen(std::chrono::milliseconds(1), read)) {
    }
    for (int i = 0; i < kAttempts; ++i) {
      const Status second =
          OpenEngine(engine_, index(), {dictionary_}).status();
      if (second.reason() != "INDEX_LOCKED") {
        findings.failures.push_back("beside a writer: " + second.ToString());
      }
    }
    first.Kill();
    first.Wait();
    first.Listen(std::chrono::seconds(1), read);
    const Result<State> found = RecoverState(engine_, index(), dictionary_);
    const std::string wrong =
        found.ok() ? expected.Check(*found) : found.status().ToString();
    if (!wrong.empty()) findings.failures.push_back(wrong);
    CheckOtherProcess(&findings);
    findings.counts["refused"] = kAttempts;
    return findings;
  }

 private:
  std::string index() const { return scratch_.path("index"); }
  WriterCommand Command(uint64_t groups) const {
    return {index(), dictionary_, seed_, 1, groups};
  }

  // This process writes, and another one must not.
  void CheckOtherProcess(Findings* findings) {
    const Result<std::unique_ptr<Engine>> held =
        OpenEngine(engine_, index(), {dictionary_});
    if (!held.ok()) {
      findings->failures.push_back(held.status().ToString());
      return;
    }
    ChildProcess second(CommandOf(options_, Command(1)), {});
    bool locked = false;
    second.Listen(std::chrono::seconds(30), [&](const std::string& line) {
      locked |= line.find("holds") != std::string::npos;
    });
    const int status = second.Wait();
    if (!WIFEXITED(status) || WEXITSTATUS(status) != kGivesUp || !locked) {
      findings->failures.push_back("another process wrote beside a writer");
    }
  }

  const Options& options_;
  EngineKind engine_;
  Scratch scratch_;
  std::string dictionary_;
  uint64_t seed_ = 0;
};

}  // namespace

Report RunTwoWriters(const Options& options) {
  return RunCycles(options, [&options]() -> Cycle {
    auto cycle = std::make_shared<TwoWritersCycle>(options);
    return [cycle](uint64_t number) { return cycle->Run(number); };
  });
}

}  // namespace vigie::fault
