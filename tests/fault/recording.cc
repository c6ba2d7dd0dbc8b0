#include "tests/fault/recording.h"

#include <unistd.h>

#include <chrono>
#include <fstream>
#include <iterator>
#include <utility>

#include "tests/fault/child_process.h"

namespace vigie::fault {
namespace {

constexpr std::chrono::minutes kLongestRun(2);

// The first path at which two trees differ; empty: they are equal.
std::string Difference(const Tree& a, const Tree& b) {
  for (const auto& [path, bytes] : a) {
    const auto at = b.find(path);
    if (at == b.end() || at->second != bytes) return path;
  }
  for (const auto& [path, bytes] : b) {
    if (a.count(path) == 0) return path;
  }
  return "";
}

}  // namespace

Result<Recording> RecordRun(const Options& options,
                            const WriterCommand& command,
                            const std::string& log_path) {
  Recording recording;
  recording.command = command;
  recording.before = ReadTree(command.index);
  ::unlink(log_path.c_str());
  ChildProcess child(
      CommandOf(options, command),
      {"LD_PRELOAD=" + options.preload,
       std::string(kRootVariable) + "=" + command.index,
       std::string(kLogVariable) + "=" + log_path,
       std::string(kMarkVariable) + "=" + std::to_string(STDOUT_FILENO)});
  const bool ended = child.Listen(kLongestRun, [](const std::string&) {});
  if (!ended || child.Wait() != 0) {
    return Status(StatusCode::kInternal, "the recorded writer failed");
  }
  std::ifstream in(log_path, std::ios::binary);
  recording.log = std::string(std::istreambuf_iterator<char>(in), {});
  recording.records = ParseLog(recording.log);
  DiskModel model(DiskKind::kStrictPosix, recording.before);
  for (const Record& record : recording.records) model.Apply(record);
  const std::string wrong =
      Difference(model.Visible(), ReadTree(command.index));
  if (!wrong.empty()) {
    return Status(StatusCode::kInternal,
                  "the log does not explain what is in " + wrong);
  }
  return recording;
}

}  // namespace vigie::fault
