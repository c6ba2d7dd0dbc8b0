#include "tests/fault/workers.h"

#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <exception>
#include <vector>

namespace vigie::fault {
namespace {

struct Worker {
  pid_t pid = -1;
  int fd = -1;          // its reports
  uint64_t next = 0;    // the cycle that it is at
  std::string pending;  // an incomplete line
};

class Crew {
 public:
  Crew(const Options& options, const MakeCycle& make_cycle)
      : options_(options), make_cycle_(make_cycle), workers_(options.jobs) {}

  Findings Run() {
    for (uint32_t i = 0; i < workers_.size(); ++i) {
      workers_[i].next = i;
      Start(&workers_[i]);
    }
    while (Listen()) {
    }
    return std::move(sum_);
  }

 private:
  void Start(Worker* worker) {
    if (worker->next >= options_.cycles) return;
    int pipe[2];
    if (::pipe(pipe) != 0) std::abort();
    worker->pid = ::fork();
    if (worker->pid == 0) {
      ::close(pipe[0]);
      Work(worker->next, pipe[1]);
      ::_exit(0);
    }
    ::close(pipe[1]);
    worker->fd = pipe[0];
    worker->pending.clear();
  }

  void Work(uint64_t cycle, int fd) {
    std::signal(SIGPIPE, SIG_IGN);
    const Cycle run = make_cycle_();
    for (; cycle < options_.cycles; cycle += workers_.size()) {
      Findings findings;
      try {
        findings = run(cycle);
      } catch (const std::exception& error) {
        findings.failures.push_back(error.what());
      }
      for (std::string& failure : findings.failures) {
        failure.insert(0, "cycle " + std::to_string(cycle) + ": ");
      }
      const std::string line = Encode(findings) + "\n";
      for (size_t at = 0; at < line.size();) {
        const ssize_t put = ::write(fd, line.data() + at, line.size() - at);
        if (put < 0) ::_exit(1);
        at += static_cast<size_t>(put);
      }
    }
  }

  // False when no worker is left.
  bool Listen() {
    std::vector<pollfd> polled;
    std::vector<Worker*> whose;
    for (Worker& worker : workers_) {
      if (worker.fd < 0) continue;
      polled.push_back({worker.fd, POLLIN, 0});
      whose.push_back(&worker);
    }
    if (polled.empty()) return false;
    ::poll(polled.data(), polled.size(), -1);
    for (size_t i = 0; i < polled.size(); ++i) {
      if (polled[i].revents != 0) ReadFrom(whose[i]);
    }
    return true;
  }

  void ReadFrom(Worker* worker) {
    char bytes[65'536];
    const ssize_t got = ::read(worker->fd, bytes, sizeof(bytes));
    if (got > 0) {
      worker->pending.append(bytes, static_cast<size_t>(got));
      TakeLines(worker);
      return;
    }
    ::close(worker->fd);
    worker->fd = -1;
    int status = 0;
    ::waitpid(worker->pid, &status, 0);
    if (status == 0) return;
    sum_.failures.push_back(
        "cycle " + std::to_string(worker->next) + ": the process died of " +
        (WIFSIGNALED(status) ? "signal " + std::to_string(WTERMSIG(status))
                             : "status " + std::to_string(status)));
    worker->next += workers_.size();
    Start(worker);
  }

  void TakeLines(Worker* worker) {
    for (size_t end = worker->pending.find('\n'); end != std::string::npos;
         end = worker->pending.find('\n')) {
      Findings findings;
      if (Decode(worker->pending.substr(0, end), &findings)) {
        Add(findings, &sum_);
      }
      worker->pending.erase(0, end + 1);
      worker->next += workers_.size();
    }
  }

  const Options& options_;
  const MakeCycle& make_cycle_;
  std::vector<Worker> workers_;
  Findings sum_;
};

}  // namespace

Report RunCycles(const Options& options, const MakeCycle& make_cycle) {
  const auto start = std::chrono::steady_clock::now();
  Report report;
  report.campaign = options.campaign;
  report.engine = options.engine;
  report.cycles = options.cycles;
  report.seed = options.seed;
  report.findings = Crew(options, make_cycle).Run();
  report.seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - start)
          .count();
  return report;
}

}  // namespace vigie::fault
