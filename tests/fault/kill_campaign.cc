#include <algorithm>
#include <chrono>
#include <memory>
#include <utility>

#include "tests/fault/campaigns.h"
#include "tests/fault/child_process.h"
#include "tests/fault/expected_state.h"
#include "tests/fault/scratch.h"
#include "tests/fault/writer_command.h"

namespace vigie::fault {
namespace {

// Lives of writers on one index before the next index is begun.
constexpr uint64_t kLives = 12;
constexpr int64_t kLongestLifeMicroseconds = 120'000;

class KillCycle {
 public:
  explicit KillCycle(const Options& options)
      : options_(options),
        engine_(*EngineFromName(options.engine)),
        scratch_(options.directory),
        dictionary_(WriteDictionary(scratch_)) {}

  Findings Run(uint64_t cycle) {
    Random random(Mix(options_.seed, cycle));
    if (lives_++ % kLives == 0) Restart(random.Next());
    ExpectedState expected(seed_, next_, state_);
    const auto read = [&](const std::string& line) { expected.Read(line); };
    const WriterCommand command{index(), dictionary_, seed_, next_, 0};
    ChildProcess child(CommandOf(options_, command), {});
    // Most lives are short: opening and the first writes are what is rare in
    // long ones.
    const auto most =
        static_cast<double>(random.Below(kLongestLifeMicroseconds * 1'000)) /
        1'000;
    const auto life = static_cast<int64_t>(
        most * static_cast<double>(random.Below(1'000)) / 1'000);
    child.Listen(std::chrono::microseconds(life), read);
    child.Kill();
    child.Wait();
    child.Listen(std::chrono::seconds(10), read);
    return Check(expected);
  }

 private:
  std::string index() const { return scratch_.path("index"); }

  void Restart(uint64_t seed) {
    RemoveTree(index());
    seed_ = seed;
    next_ = 1;
    state_.clear();
  }

  Findings Check(const ExpectedState& expected) {
    Findings findings;
    findings.counts["acknowledged"] =
        static_cast<double>(expected.acknowledged());
    if (expected.refused() + expected.failures() > 0) {
      findings.failures.push_back("the writer met an error");
    }
    const Result<State> found = RecoverState(engine_, index(), dictionary_);
    std::string wrong =
        found.ok() ? expected.Check(*found) : found.status().ToString();
    if (wrong.empty()) {
      state_ = *found;
      next_ = expected.next();
      return findings;
    }
    findings.counts[found.ok() ? "lost" : "unreadable"] = 1;
    findings.failures.push_back(std::move(wrong));
    lives_ = 0;
    return findings;
  }

  const Options& options_;
  EngineKind engine_;
  Scratch scratch_;
  std::string dictionary_;
  uint64_t lives_ = 0;
  uint64_t seed_ = 0;
  uint64_t next_ = 1;
  State state_;
};

}  // namespace

Report RunKills(const Options& options) {
  return RunCycles(options, [&options]() -> Cycle {
    auto cycle = std::make_shared<KillCycle>(options);
    return [cycle](uint64_t number) { return cycle->Run(number); };
  });
}

}  // namespace vigie::fault
