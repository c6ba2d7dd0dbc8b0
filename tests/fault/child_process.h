// Starting this program again as a child, listening to it and ending it.
#ifndef VIGIE_TESTS_FAULT_CHILD_PROCESS_H_
#define VIGIE_TESTS_FAULT_CHILD_PROCESS_H_

#include <sys/types.h>

#include <chrono>
#include <functional>
#include <string>
#include <vector>

namespace vigie::fault {

// Its standard output is a pipe to this process. Killed and reaped at the end.
// Not thread-safe.
class ChildProcess {
 public:
  // `environment` adds NAME=VALUE to this process's own.
  ChildProcess(const std::vector<std::string>& command,
               const std::vector<std::string>& environment);
  ~ChildProcess();
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;

  // Hands complete lines to `sink` until the child closes its output (true)
  // or the time is over (false).
  using LineSink = std::function<void(const std::string&)>;
  bool Listen(std::chrono::microseconds time, const LineSink& sink);

  void Kill();  // SIGKILL; what it wrote before is still to be heard
  void Send(int signal) const;
  bool Ended() const;  // what Wait returns is there
  // Waits for its end; its wait status.
  int Wait();
  pid_t pid() const { return pid_; }

 private:
  pid_t pid_ = -1;
  int output_ = -1;
  std::string pending_;
  int status_ = 0;
};

}  // namespace vigie::fault

#endif  // VIGIE_TESTS_FAULT_CHILD_PROCESS_H_
