#include <algorithm>
#include <chrono>
#include <memory>
#include <optional>
#include <utility>

#include "tests/fault/campaigns.h"
#include "tests/fault/child_process.h"
#include "tests/fault/disk_model.h"
#include "tests/fault/expected_state.h"
#include "tests/fault/scratch.h"
#include "tests/fault/writer_command.h"
#include "vigie/maintenance.h"

namespace vigie::fault {
namespace {

constexpr size_t kPage = 4'096;
constexpr uint64_t kGroupsBefore = 40;
// Publications are asked for, so that the journal's end is in no segment.
constexpr uint32_t kPublishMs = 3'600'000;

enum class Kind : uint8_t { kFlip, kTruncate, kZero };
constexpr const char* kNames[] = {"flips", "truncations", "zeroed_pages"};

// Damages one file of the tree; its name.
std::string Damage(Kind kind, Tree* tree, Random* random) {
  while (true) {
    auto at = std::next(tree->begin(),
                        static_cast<long>(random->Below(tree->size())));
    if (!at->second || at->second->empty()) continue;
    std::string& bytes = *at->second;
    const std::string before = bytes;
    switch (kind) {
      case Kind::kFlip:
        bytes[random->Below(bytes.size())] ^=
            static_cast<char>(1U << random->Below(8));
        break;
      case Kind::kTruncate:
        bytes.resize(random->Below(bytes.size()));
        break;
      case Kind::kZero: {
        const size_t begin = random->Below(bytes.size()) / kPage * kPage;
        const size_t end = std::min(begin + kPage, bytes.size());
        std::fill(bytes.begin() + static_cast<long>(begin),
                  bytes.begin() + static_cast<long>(end), '\0');
        break;
      }
    }
    if (bytes != before) return at->first;
  }
}

std::string LastPart(const std::string& path) {
  return path.substr(path.find_last_of('/') + 1);
}

// A file's name without numbers, so that those of all cycles are one.
std::string KindOfFile(std::string file) {
  file.erase(std::remove_if(file.begin(), file.end(),
                            [](char c) { return c >= '0' && c <= '9'; }),
             file.end());
  return file;
}

class DamageCycle {
 public:
  explicit DamageCycle(const Options& options)
      : options_(options),
        engine_(*EngineFromName(options.engine)),
        scratch_(options.directory),
        dictionary_(WriteDictionary(scratch_)) {}

  Findings Run(uint64_t cycle) {
    Random random(Mix(options_.seed, cycle));
    Findings findings;
    if (!expected_) {
      Status made = MakeIndex();
      if (!made.ok()) {
        expected_.reset();
        findings.failures.push_back(made.ToString());
        return findings;
      }
    }
    const auto kind = static_cast<Kind>(cycle % 3);
    Tree tree = tree_;
    const std::string file = Damage(kind, &tree, &random);
    kind_ = kNames[cycle % 3];
    const std::string directory = scratch_.path("damaged");
    RemoveTree(directory);
    WriteTree(tree, directory);
    findings.counts[kNames[cycle % 3]] = 1;
    Judge(file, directory, &findings);
    return findings;
  }

 private:
  // A writer killed in the middle of things leaves the index to damage.
  Status MakeIndex() {
    const std::string index = scratch_.path("index");
    RemoveTree(index);
    expected_.emplace(options_.seed, 1, State());
    ChildProcess child(CommandOf(options_, {index, dictionary_, options_.seed,
                                            1, 0, kPublishMs}),
                       {});
    uint64_t groups = 0;
    while (groups < kGroupsBefore &&
           !child.Listen(std::chrono::milliseconds(1),
                         [&](const std::string& line) {
                           expected_->Read(line);
                           if (line[0] == 'B') ++groups;
                         })) {
    }
    child.Kill();
    child.Wait();
    child.Listen(std::chrono::seconds(1),
                 [&](const std::string& line) { expected_->Read(line); });
    tree_ = ReadTree(index);
    const std::string backup = scratch_.path("backup");
    RemoveTree(backup);
    const Result<BackupReport> copied = BackupIndex(index, backup);
    if (!copied.ok()) return copied.status();
    in_force_ = ReadTree(backup);
    Result<std::shared_ptr<const Snapshot>> visible = Snapshot::Open(index);
    if (!visible.ok()) return visible.status();
    Result<State> state = ReadState(**visible);
    if (!state.ok()) return state.status();
    visible_ = *std::move(state);
    Result<State> whole = RecoverState(engine_, index, dictionary_);
    if (!whole.ok()) return whole.status();
    recovered_ = *std::move(whole);
    return OkStatus();
  }

  void Judge(const std::string& file, const std::string& directory,
             Findings* findings) {
    Status caught;
    const Result<std::shared_ptr<const Snapshot>> reader =
        Snapshot::Open(directory);
    if (!reader.ok()) {
      caught = reader.status();
    } else {
      const Result<State> seen = ReadState(**reader);
      if (!seen.ok() || *seen != visible_) {
        return Fail(file, "served: " + seen.status().ToString(), findings);
      }
      const Result<State> after = RecoverState(engine_, directory, dictionary_);
      if (!after.ok()) {
        caught = after.status();
      } else {
        return JudgeServed(file, *after, findings);
      }
    }
    if (caught.message().find(LastPart(file)) == std::string::npos) {
      return Fail(file, "caught and not named: " + caught.ToString(), findings);
    }
    findings->counts["caught"] = 1;
  }

  // Nothing was noticed, which is right only for what is not in force and for
  // the last group of an unsealed journal.
  void JudgeServed(const std::string& file, const State& state,
                   Findings* findings) {
    const bool journal = file.compare(0, 8, "journal/") == 0;
    if (state == recovered_) {
      if (!journal && !LeftBehind(file)) {
        return Fail(file, "not noticed", findings);
      }
      findings->counts["without_effect"] = 1;
      findings->counts["without_effect " + KindOfFile(file) + " " + kind_] = 1;
      return;
    }
    const std::string wrong =
        journal ? expected_->CheckAllButLastGroup(state) : "a wrong answer";
    if (!wrong.empty()) return Fail(file, "served: " + wrong, findings);
    findings->counts["last_group"] = 1;
  }

  // Whether no revision reads it: the hint of the machine's start, or a part of
  // a segment that the killed writer was still making.
  bool LeftBehind(const std::string& file) const {
    if (file == "boot-stamp") return true;
    return file.compare(0, 4, "seg-") == 0 && in_force_.count(file) == 0;
  }

  static void Fail(const std::string& file, const std::string& what,
                   Findings* findings) {
    findings->failures.push_back(file + " damaged, " + what);
  }

  const Options& options_;
  EngineKind engine_;
  Scratch scratch_;
  std::string dictionary_;
  std::optional<ExpectedState> expected_;
  Tree tree_;
  Tree in_force_;     // what a copy of the newest revision holds
  std::string kind_;  // of the damage
  State visible_;     // to a reader, before a writer recovers
  State recovered_;   // after
};

}  // namespace

Report RunDamage(const Options& options) {
  return RunCycles(options, [&options]() -> Cycle {
    auto cycle = std::make_shared<DamageCycle>(options);
    return [cycle](uint64_t number) { return cycle->Run(number); };
  });
}

}  // namespace vigie::fault
