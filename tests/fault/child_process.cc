#include "tests/fault/child_process.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>

namespace vigie::fault {
namespace {

using Clock = std::chrono::steady_clock;

std::vector<char*> Pointers(const std::vector<std::string>& strings) {
  std::vector<char*> pointers;
  for (const std::string& string : strings) {
    pointers.push_back(const_cast<char*>(string.c_str()));
  }
  pointers.push_back(nullptr);
  return pointers;
}

}  // namespace

ChildProcess::ChildProcess(const std::vector<std::string>& command,
                           const std::vector<std::string>& environment) {
  std::vector<std::string> variables = environment;
  for (char** at = environ; *at != nullptr; ++at) variables.emplace_back(*at);
  int pipe[2];
  if (::pipe2(pipe, O_CLOEXEC) != 0) std::abort();
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_adddup2(&actions, pipe[1], STDOUT_FILENO);
  if (::posix_spawn(&pid_, command[0].c_str(), &actions, nullptr,
                    Pointers(command).data(),
                    Pointers(variables).data()) != 0) {
    pid_ = -1;
  }
  ::posix_spawn_file_actions_destroy(&actions);
  ::close(pipe[1]);
  output_ = pipe[0];
}

ChildProcess::~ChildProcess() {
  Kill();
  Wait();
  ::close(output_);
}

bool ChildProcess::Listen(std::chrono::microseconds time,
                          const LineSink& sink) {
  const Clock::time_point end = Clock::now() + time;
  while (true) {
    const auto left = std::max(Clock::duration::zero(), end - Clock::now());
    const timespec wait{
        std::chrono::duration_cast<std::chrono::seconds>(left).count(),
        std::chrono::duration_cast<std::chrono::nanoseconds>(
            left % std::chrono::seconds(1))
            .count()};
    pollfd polled{output_, POLLIN, 0};
    if (::ppoll(&polled, 1, &wait, nullptr) == 0) return false;
    char bytes[65'536];
    const ssize_t got = ::read(output_, bytes, sizeof(bytes));
    if (got <= 0) return true;
    pending_.append(bytes, static_cast<size_t>(got));
    for (size_t line = pending_.find('\n'); line != std::string::npos;
         line = pending_.find('\n')) {
      sink(pending_.substr(0, line));
      pending_.erase(0, line + 1);
    }
  }
}

void ChildProcess::Kill() { Send(SIGKILL); }

void ChildProcess::Send(int signal) const {
  if (pid_ > 0) ::kill(pid_, signal);
}

bool ChildProcess::Ended() const {
  if (pid_ <= 0) return true;
  siginfo_t info = {};
  ::waitid(P_PID, static_cast<id_t>(pid_), &info, WEXITED | WNOHANG | WNOWAIT);
  return info.si_pid != 0;
}

int ChildProcess::Wait() {
  if (pid_ > 0) ::waitpid(pid_, &status_, 0);
  pid_ = -1;
  return status_;
}

}  // namespace vigie::fault
