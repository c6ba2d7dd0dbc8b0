#include <memory>
#include <optional>
#include <sstream>
#include <utility>

#include "tests/fault/campaigns.h"
#include "tests/fault/expected_state.h"
#include "tests/fault/recording.h"
#include "tests/fault/scratch.h"

namespace vigie::fault {
namespace {

constexpr uint64_t kCutsPerRecording = 20;
constexpr double kPageProbabilities[] = {0, 0.1, 0.5, 0.9, 1};

struct Cut {
  DiskKind kind = DiskKind::kStrictPosix;
  size_t at = 0;  // records that were applied
  double page_probability = 0;
};

// What the index of an earlier cut was, to go on from.
struct Recovered {
  Tree tree;
  uint64_t next = 1;
  State state;
};

class PowerCycle {
 public:
  explicit PowerCycle(const Options& options)
      : options_(options),
        engine_(*EngineFromName(options.engine)),
        scratch_(options.directory),
        dictionary_(WriteDictionary(scratch_)) {}

  Findings Run(uint64_t cycle) {
    Random random(Mix(options_.seed, cycle));
    Findings findings;
    if (cuts_++ % kCutsPerRecording == 0 || !recording_) {
      Status recorded = Record(&random);
      if (!recorded.ok()) {
        findings.failures.push_back(recorded.ToString());
        return findings;
      }
    }
    Cut cut;
    cut.at = random.Below(recording_->records.size() + 1);
    cut.page_probability = kPageProbabilities[random.Below(5)];
    for (const DiskKind kind : {DiskKind::kStrictPosix, DiskKind::kExt4Like}) {
      cut.kind = kind;
      Add(Try(cut, &random), &findings);
    }
    return findings;
  }

 private:
  // From nothing, or from what a cut left.
  Status Record(Random* random) {
    const std::string index = scratch_.path("index");
    RemoveTree(index);
    const bool goes_on = recovered_ && random->Chance(0.5);
    if (goes_on) {
      start_ = *recovered_;
      WriteTree(start_.tree, index);
    } else {
      start_ = Recovered();
      seed_ = random->Next();
    }
    const WriterCommand command{index, dictionary_, seed_, start_.next,
                                4 + random->Below(24)};
    Result<Recording> recorded =
        RecordRun(options_, command, scratch_.path("log"));
    if (!recorded.ok()) return recorded.status();
    recording_.reset();
    recording_ = std::make_unique<Recording>(*std::move(recorded));
    recording_->records = ParseLog(recording_->log);
    return OkStatus();
  }

  Findings Try(const Cut& cut, Random* random) {
    DiskModel model(cut.kind, recording_->before);
    ExpectedState expected(seed_, start_.next, start_.state);
    for (size_t i = 0; i < cut.at; ++i) {
      const fault::Record& record = recording_->records[i];
      model.Apply(record);
      if (record.kind != RecordKind::kMark) continue;
      std::istringstream lines{std::string(record.data)};
      for (std::string line; std::getline(lines, line);) expected.Read(line);
    }
    const Tree tree = model.AfterCut(cut.page_probability, random);
    const std::string directory = scratch_.path("cut");
    RemoveTree(directory);
    WriteTree(tree, directory);
    const Result<State> found = RecoverState(engine_, directory, dictionary_);
    return Judge(cut, expected, tree, found);
  }

  Findings Judge(const Cut& cut, const ExpectedState& expected,
                 const Tree& tree, const Result<State>& found) {
    const std::string name =
        cut.kind == DiskKind::kStrictPosix ? "posix" : "ext4";
    Findings findings;
    findings.counts[name + "_cuts"] = 1;
    findings.counts["acknowledged"] =
        static_cast<double>(expected.acknowledged());
    const std::string wrong =
        found.ok() ? expected.Check(*found) : found.status().ToString();
    if (wrong.empty()) {
      recovered_ = Recovered{tree, expected.next(), *found};
      return findings;
    }
    findings.counts[name + (found.ok() ? "_lost" : "_unreadable")] = 1;
    findings.failures.push_back(
        name + " cut after " + std::to_string(cut.at) + " of " +
        std::to_string(recording_->records.size()) + " operations, pages " +
        std::to_string(cut.page_probability) + ": " + wrong);
    if (!options_.keep.empty()) {
      const std::string kept =
          options_.keep + "/" + name + "-" + std::to_string(cuts_);
      WriteTree(tree, kept);
    }
    return findings;
  }

  const Options& options_;
  EngineKind engine_;
  Scratch scratch_;
  std::string dictionary_;
  uint64_t cuts_ = 0;
  uint64_t seed_ = 0;
  Recovered start_;
  std::optional<Recovered> recovered_;
  std::unique_ptr<Recording> recording_;
};

}  // namespace

Report RunPowerCuts(const Options& options) {
  return RunCycles(options, [&options]() -> Cycle {
    auto cycle = std::make_shared<PowerCycle>(options);
    return [cycle](uint64_t number) { return cycle->Run(number); };
  });
}

}  // namespace vigie::fault
