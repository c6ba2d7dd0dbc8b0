#include "indexer/database_check.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <utility>

namespace vigie::indexer {
namespace {

constexpr std::chrono::minutes kLongestCheck(10);
constexpr size_t kMostOutput = 4'096;

Status NotStarted(int error) {
  return Status(StatusCode::kInternal,
                std::string("the check of a database cannot be started: ") +
                    std::strerror(error));
}

// What the child says until it closes its output; kills it when it takes too
// long.
std::string Hear(int fd, pid_t pid) {
  const auto end = std::chrono::steady_clock::now() + kLongestCheck;
  std::string said;
  while (true) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
        end - std::chrono::steady_clock::now());
    pollfd polled{fd, POLLIN, 0};
    const int ready = ::poll(
        &polled, 1, static_cast<int>(std::max<int64_t>(0, left.count())));
    if (ready < 0 && errno == EINTR) continue;
    if (ready <= 0) {
      ::kill(pid, SIGKILL);
      return said;
    }
    char bytes[1'024];
    const ssize_t got = ::read(fd, bytes, sizeof(bytes));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return said;
    if (said.size() < kMostOutput) {
      said.append(bytes, static_cast<size_t>(got));
    }
  }
}

Status Verdict(const std::string& path, int status, std::string said) {
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return OkStatus();
  while (!said.empty() && said.back() == '\n') said.pop_back();
  if (WIFSIGNALED(status)) {
    said =
        path + ": its check died of signal " + std::to_string(WTERMSIG(status));
  }
  return Status(StatusCode::kDataLoss, said.empty() ? path + ": failed" : said);
}

}  // namespace

Status CheckDatabaseInChild(const std::string& path) {
  int pipe[2];
  if (::pipe2(pipe, O_CLOEXEC) != 0) return NotStarted(errno);
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_adddup2(&actions, pipe[1], STDOUT_FILENO);
  const char* const command[] = {"vigie-indexer", "check-database",
                                 path.c_str(), nullptr};
  pid_t pid = -1;
  const int error = ::posix_spawn(&pid, "/proc/self/exe", &actions, nullptr,
                                  const_cast<char* const*>(command), environ);
  ::posix_spawn_file_actions_destroy(&actions);
  ::close(pipe[1]);
  if (error != 0) {
    ::close(pipe[0]);
    return NotStarted(error);
  }
  std::string said = Hear(pipe[0], pid);
  ::close(pipe[0]);
  int status = 0;
  while (::waitpid(pid, &status, 0) < 0 && errno == EINTR) {
  }
  return Verdict(path, status, std::move(said));
}

}  // namespace vigie::indexer
