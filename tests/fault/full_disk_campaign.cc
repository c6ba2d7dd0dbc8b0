#include <sys/mount.h>
#include <sys/statvfs.h>
#include <sys/wait.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>

#include "tests/fault/campaigns.h"
#include "tests/fault/child_process.h"
#include "tests/fault/expected_state.h"
#include "tests/fault/scratch.h"
#include "tests/fault/writer_command.h"

namespace vigie::fault {
namespace {

// A tmpfs of its own, from its making to its end.
class SmallDisk {
 public:
  explicit SmallDisk(const std::string& path) : path_(path) {
    std::filesystem::create_directories(path);
  }
  ~SmallDisk() { ::umount2(path_.c_str(), MNT_DETACH); }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;

  bool Mount() {
    return ::mount("tmpfs", path_.c_str(), "tmpfs", 0, "size=16m") == 0;
  }
  // Leaves room for so many bytes.
  void Fill(uint64_t room) {
    struct statvfs space {};
    ::statvfs(path_.c_str(), &space);
    const uint64_t free = space.f_bavail * space.f_bsize;
    if (free <= room) return;
    std::ofstream(path_ + "/ballast") << std::string(free - room, 'x');
  }
  bool Grow() {
    return ::mount("tmpfs", path_.c_str(), "tmpfs", MS_REMOUNT, "size=64m") ==
           0;
  }

 private:
  std::string path_;
};

class FullDiskCycle {
 public:
  explicit FullDiskCycle(const Options& options)
      : options_(options),
        engine_(*EngineFromName(options.engine)),
        scratch_(options.directory),
        dictionary_(WriteDictionary(scratch_)) {}

  Findings Run(uint64_t cycle) {
    Random random(Mix(options_.seed, cycle));
    Findings findings;
    SmallDisk disk(scratch_.path("disk"));
    if (!disk.Mount()) {
      findings.counts["skipped: may not mount a file system"] = 1;
      return findings;
    }
    const uint64_t seed = random.Next();
    const std::string index = scratch_.path("disk/index");
    ExpectedState expected(seed, 1, {});
    const auto read = [&](const std::string& line) { expected.Read(line); };
    ChildProcess child(
        CommandOf(options_, {index, dictionary_, seed, 1, 0, 50}), {});
    const auto until = [&](const auto& done) {
      const auto end =
          std::chrono::steady_clock::now() + std::chrono::seconds(30);
      while (!done() && std::chrono::steady_clock::now() < end &&
             !child.Listen(std::chrono::milliseconds(1), read)) {
      }
      return done();
    };
    until([&] { return expected.acknowledged() > 30; });
    disk.Fill(random.Below(120) << 10U);
    const bool filled =
        until([&] { return expected.refused() + expected.failures() > 0; });
    const Status full = Snapshot::Open(index).status();
    if (!full.ok() && full.code() != StatusCode::kNotFound) {
      findings.failures.push_back("unreadable while full: " + full.ToString());
    }
    disk.Grow();
    Judge(filled, until, &child, &expected, &findings);
    return findings;
  }

 private:
  template <typename Until>
  void Judge(bool filled, const Until& until, ChildProcess* child,
             ExpectedState* expected, Findings* findings) {
    const uint64_t before = expected->acknowledged();
    const bool resumed =
        until([&] { return expected->acknowledged() > before + 20; });
    // A writer may give up, after which another one can go on; it may not die.
    const bool ended =
        child->Listen(std::chrono::seconds(0),
                      [&](const std::string& line) { expected->Read(line); });
    if (!ended) child->Kill();
    if (ended && WIFSIGNALED(child->Wait())) {
      findings->failures.emplace_back("the writer died of a full disk");
    }
    child->Wait();
    child->Listen(std::chrono::seconds(1),
                  [&](const std::string& line) { expected->Read(line); });
    findings->counts["filled"] = filled ? 1 : 0;
    findings->counts["resumed"] = resumed ? 1 : 0;
    findings->counts["acknowledged"] =
        static_cast<double>(expected->acknowledged());
    const Result<State> found =
        RecoverState(engine_, scratch_.path("disk/index"), dictionary_);
    const std::string wrong =
        found.ok() ? expected->Check(*found) : found.status().ToString();
    if (!wrong.empty()) findings->failures.push_back(wrong);
  }

  const Options& options_;
  EngineKind engine_;
  Scratch scratch_;
  std::string dictionary_;
};

}  // namespace

Report RunFullDisks(const Options& options) {
  return RunCycles(options, [&options]() -> Cycle {
    auto cycle = std::make_shared<FullDiskCycle>(options);
    return [cycle](uint64_t number) { return cycle->Run(number); };
  });
}

}  // namespace vigie::fault
