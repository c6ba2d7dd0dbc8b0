#include "tests/fault/writer_child.h"

#include <unistd.h>

#include <algorithm>
#include <csignal>

namespace vigie::fault {
namespace {

// Openings in a row that may fail before the child gives up.
constexpr int kMostFailures = 3;

class WriterRun {
 public:
  explicit WriterRun(const WriterTask& task) : task_(task) {}

  int Run() {
    uint64_t next = task_.first;
    for (uint64_t i = 0; task_.groups == 0 || i < task_.groups; ++i) {
      if (!EnsureOpen()) return 3;
      const Group group = GroupAt(task_.seed, next);
      WriteGroup(group);
      next = group.last;
    }
    engine_.reset();
    Report("E");
    return 0;
  }

 private:
  void Report(std::string line) const {
    line += '\n';
    if (::write(task_.report_fd, line.data(), line.size()) < 0) ::_exit(4);
  }

  bool EnsureOpen() {
    for (int failures = 0; engine_ == nullptr; ++failures) {
      if (failures == kMostFailures) return false;
      Result<std::unique_ptr<Engine>> opened = OpenEngine(
          task_.engine, task_.index, {task_.dictionary, task_.publish_ms});
      if (opened.ok()) {
        engine_ = *std::move(opened);
      } else {
        ReportFailure("X", opened.status());
      }
    }
    return true;
  }

  void ReportFailure(const std::string& what, const Status& status) const {
    std::string text = status.ToString();
    std::replace(text.begin(), text.end(), '\n', ' ');
    Report(what + " " + text);
  }

  void WriteGroup(const Group& group) {
    Report("B " + std::to_string(group.first) + " " +
           std::to_string(group.last));
    std::vector<Operation> operations;
    for (uint64_t number = group.first; number < group.last; ++number) {
      operations.push_back(OperationAt(task_.seed, number));
    }
    const std::vector<Status> statuses = engine_->Write(operations);
    bool refused = false;
    for (size_t i = 0; i < statuses.size(); ++i) {
      const std::string number = std::to_string(operations[i].number);
      if (statuses[i].ok()) {
        Report("A " + number);
      } else {
        ReportFailure("F " + number, statuses[i]);
        refused = true;
      }
    }
    Status then;
    if (group.then == Group::Then::kPublish) then = engine_->Publish();
    if (group.then == Group::Then::kCompact) then = engine_->Compact();
    if (!then.ok()) ReportFailure("X", then);
    if (refused || !then.ok()) engine_.reset();
  }

  const WriterTask& task_;
  std::unique_ptr<Engine> engine_;
};

}  // namespace

int RunWriterChild(const WriterTask& task) {
  std::signal(SIGXFSZ, SIG_IGN);
  std::signal(SIGPIPE, SIG_IGN);
  return WriterRun(task).Run();
}

}  // namespace vigie::fault
