#include "client/private_server.h"

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <vector>

namespace vigie::client {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

// Verifying a very large index takes this long at worst.
constexpr std::chrono::seconds kStartLimit{120};
constexpr std::chrono::milliseconds kPoll{20};

std::string ServerProgram() {
  std::error_code error;
  const fs::path self = fs::read_symlink("/proc/self/exe", error);
  const fs::path beside = self.parent_path() / "vigie-server";
  return !error && fs::exists(beside, error) ? beside.string() : "vigie-server";
}

pid_t Spawn(std::vector<std::string> arguments) {
  std::vector<char*> argv;
  argv.reserve(arguments.size() + 1);
  for (std::string& argument : arguments) argv.push_back(argument.data());
  argv.push_back(nullptr);
  pid_t pid = -1;
  // Its log stays silent; its errors reach the user's terminal.
  if (posix_spawnp(&pid, argv[0], nullptr, nullptr, argv.data(), environ) !=
      0) {
    return -1;
  }
  return pid;
}

}  // namespace

std::unique_ptr<PrivateServer> PrivateServer::Start(const std::string& index,
                                                    Language language) {
  std::string folder = (fs::temp_directory_path() / "vigie-XXXXXX").string();
  if (mkdtemp(folder.data()) == nullptr) {
    std::cerr << Say(language, "vigie : dossier temporaire impossible : ",
                     "vigie: no temporary folder: ")
              << folder << "\n";
    return nullptr;
  }
  std::unique_ptr<PrivateServer> server(new PrivateServer);
  server->folder_ = folder;
  server->address_ = "unix:" + folder + "/socket";
  server->pid_ =
      Spawn({ServerProgram(), "--index", index, "--listen", server->address_,
             "--port-file", folder + "/ready", "--quiet", "--lang",
             language == Language::kFrench ? "fr" : "en"});
  if (server->pid_ < 0) {
    std::cerr << Say(language, "vigie : vigie-server introuvable\n",
                     "vigie: vigie-server not found\n");
    return nullptr;
  }
  server->interruption_ = std::make_unique<Interruption>(
      server->pid_, std::initializer_list<std::string>{
                        folder + "/ready", folder + "/socket", folder});
  if (!server->WaitUntilReady()) {
    std::cerr << Say(language, "vigie : le serveur privé n’a pas démarré\n",
                     "vigie: the private server did not start\n");
    return nullptr;
  }
  return server;
}

bool PrivateServer::WaitUntilReady() {
  const Clock::time_point limit = Clock::now() + kStartLimit;
  while (Clock::now() < limit) {
    if (fs::exists(folder_ + "/ready")) return true;
    int exit_status = 0;
    if (waitpid(pid_, &exit_status, WNOHANG) == pid_) {
      pid_ = -1;
      return false;
    }
    usleep(std::chrono::microseconds(kPoll).count());
  }
  return false;
}

PrivateServer::~PrivateServer() {
  interruption_.reset();
  if (pid_ > 0) {
    kill(pid_, SIGTERM);
    int exit_status = 0;
    waitpid(pid_, &exit_status, 0);
  }
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

}  // namespace vigie::client
