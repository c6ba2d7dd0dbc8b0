#include "bench/load/served_process.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

namespace vigie::bench {
namespace {

constexpr std::chrono::minutes kStartLimit(2);

pid_t Spawn(std::vector<std::string> words, const std::string& log) {
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, log.c_str(),
                                   O_WRONLY | O_CREAT | O_TRUNC, 0600);
  pid_t pid = 0;
  const int failed =
      posix_spawn(&pid, argv[0], &actions, nullptr, argv.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  return failed == 0 ? pid : 0;
}

// Megabytes of a line such as "VmRSS:     1234 kB".
double Megabytes(const std::string& line) {
  return std::stod(line.substr(line.find(':') + 1)) / 1024;
}

}  // namespace

Result<std::unique_ptr<ServedProcess>> ServedProcess::Start(
    const std::string& program, const std::vector<std::string>& flags,
    const Cores& cores) {
  std::string name =
      (std::filesystem::temp_directory_path() / "vigie-load-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) {
    return Status(StatusCode::kInternal, "no temporary folder");
  }
  std::unique_ptr<ServedProcess> served(new ServedProcess);
  served->folder_ = name;
  const std::string port_file = name + "/port";
  std::vector<std::string> words = {program};
  words.insert(words.end(), flags.begin(), flags.end());
  words.insert(words.end(),
               {"--listen", "127.0.0.1:0", "--port-file", port_file});
  {
    const BoundTo bound(cores);
    served->pid_ = Spawn(words, name + "/log");
  }
  const auto limit = std::chrono::steady_clock::now() + kStartLimit;
  std::string port;
  while (served->pid_ > 0 && std::chrono::steady_clock::now() < limit) {
    if (std::ifstream(port_file) >> port) break;
    if (waitpid(served->pid_, nullptr, WNOHANG) != 0) served->pid_ = 0;
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  if (port.empty()) {
    std::ifstream log(name + "/log");
    std::ostringstream said;
    said << log.rdbuf();
    return Status(StatusCode::kUnavailable,
                  program + " does not serve: " + said.str());
  }
  served->address_ = "127.0.0.1:" + port;
  return served;
}

ServedProcess::~ServedProcess() {
  if (pid_ > 0) {
    kill(pid_, SIGTERM);
    waitpid(pid_, nullptr, 0);
  }
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

ProcessUse UseOf(pid_t pid) {
  ProcessUse use;
  const std::string folder = "/proc/" + std::to_string(pid);
  std::ifstream status(folder + "/status");
  for (std::string line; std::getline(status, line);) {
    if (line.rfind("VmRSS:", 0) == 0) use.rss_mb = Megabytes(line);
    if (line.rfind("VmHWM:", 0) == 0) use.peak_rss_mb = Megabytes(line);
  }
  std::ifstream stat(folder + "/stat");
  std::string text;
  std::getline(stat, text);
  // The fields after the name, which may hold anything but a last bracket.
  std::istringstream fields(text.substr(text.rfind(')') + 1));
  std::string skipped;
  for (int i = 0; i < 11; ++i) fields >> skipped;
  double user = 0;
  double system = 0;
  fields >> user >> system;
  use.cpu_seconds = (user + system) / static_cast<double>(sysconf(_SC_CLK_TCK));
  return use;
}

}  // namespace vigie::bench
