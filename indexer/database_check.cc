#include "indexer/database_check.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <climits>
#include <csignal>
#include <cstring>
#include <string_view>
#include <utility>

#include "vigie/maintenance.h"

namespace vigie::indexer {
namespace {

constexpr std::chrono::minutes kLongestCheck(10);
constexpr size_t kMostOutput = 4'096;
// Of a path or a verdict.
constexpr size_t kMostMessage = PATH_MAX + kMostOutput;

// A verdict as it is sent: one of these, then the message.
constexpr char kIntact = 'i';
constexpr char kDamaged = 'd';
constexpr char kNotChecked = 'n';

Status NotStarted(int error) {
  return Status(StatusCode::kInternal,
                std::string("the check of a database cannot be started: ") +
                    std::strerror(error));
}

bool SendMessage(int socket, std::string_view message) {
  message = message.substr(0, kMostMessage);
  return ::send(socket, message.data(), message.size(), MSG_NOSIGNAL) ==
         static_cast<ssize_t>(message.size());
}

// False when the other side has closed.
bool ReceiveMessage(int socket, std::string* message) {
  message->resize(kMostMessage);
  ssize_t got = -1;
  do {
    got = ::recv(socket, message->data(), message->size(), 0);
  } while (got < 0 && errno == EINTR);
  message->resize(static_cast<size_t>(std::max<ssize_t>(0, got)));
  return got > 0;
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

std::string Verdict(const std::string& path, int status, std::string said) {
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return {kIntact};
  if (WIFSIGNALED(status)) {
    said =
        path + ": its check died of signal " + std::to_string(WTERMSIG(status));
  }
  return kDamaged + (said.empty() ? path + ": failed" : said);
}

// The exit code says whether it is intact, `out` what is wrong.
[[noreturn]] void CheckAndExit(const std::string& path, int out) {
  const Status checked = CheckDatabase(path);
  std::string_view said = checked.message();
  while (!checked.ok() && !said.empty()) {
    const ssize_t put = ::write(out, said.data(), said.size());
    if (put <= 0) break;
    said.remove_prefix(static_cast<size_t>(put));
  }
  ::_exit(checked.ok() ? 0 : 1);
}

std::string CheckInChild(const std::string& path) {
  int pipe[2];
  if (::pipe2(pipe, O_CLOEXEC) != 0) {
    return kNotChecked + NotStarted(errno).message();
  }
  const pid_t pid = ::fork();
  if (pid == 0) CheckAndExit(path, pipe[1]);
  const int error = errno;
  ::close(pipe[1]);
  std::string said = pid < 0 ? NotStarted(error).message() : Hear(pipe[0], pid);
  ::close(pipe[0]);
  if (pid < 0) return kNotChecked + said;
  int status = 0;
  while (::waitpid(pid, &status, 0) < 0 && errno == EINTR) {
  }
  return Verdict(path, status, std::move(said));
}

// Answers paths with verdicts until the other side closes.
[[noreturn]] void Serve(int socket) {
  std::string path;
  while (ReceiveMessage(socket, &path) &&
         SendMessage(socket, CheckInChild(path))) {
  }
  ::_exit(0);
}

}  // namespace

Result<std::unique_ptr<DatabaseChecker>> DatabaseChecker::Start() {
  int sockets[2];
  if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, sockets) != 0) {
    return NotStarted(errno);
  }
  const pid_t pid = ::fork();
  if (pid == 0) {
    ::close(sockets[0]);
    Serve(sockets[1]);
  }
  const int error = errno;
  ::close(sockets[1]);
  if (pid > 0) {
    return std::unique_ptr<DatabaseChecker>(
        new DatabaseChecker(pid, sockets[0]));
  }
  ::close(sockets[0]);
  return NotStarted(error);
}

DatabaseChecker::~DatabaseChecker() {
  ::close(socket_);
  while (::waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {
  }
}

Status DatabaseChecker::Check(const std::string& path) {
  std::string verdict;
  if (!SendMessage(socket_, path) || !ReceiveMessage(socket_, &verdict)) {
    return Status(StatusCode::kInternal,
                  "the process that checks databases has ended");
  }
  if (verdict[0] == kIntact) return OkStatus();
  return Status(
      verdict[0] == kDamaged ? StatusCode::kDataLoss : StatusCode::kInternal,
      verdict.substr(1));
}

}  // namespace vigie::indexer
