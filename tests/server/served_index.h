// A small index of our own articles, and the real vigie-server over it.
#ifndef TESTS_SERVER_SERVED_INDEX_H_
#define TESTS_SERVER_SERVED_INDEX_H_

#include <fcntl.h>
#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "vigie/index_writer.h"

namespace vigie {

inline std::vector<Article> OwnArticles() {
  const auto make = [](const char* id, const char* title, const char* text,
                       int64_t day, const char* source) {
    Article article;
    article.id = id;
    article.title = title;
    article.text = text;
    article.published_at = PublicationTime{day * 86'400, false};
    article.source = source;
    return article;
  };
  return {
      make("a/1", "Broadcom dessine une puce pour OpenAI",
           "Broadcom a présenté une puce. L’accord avec OpenAI court dix "
           "ans.\n\nMicrosoft suivra, dit Satya Nadella.",
           20'500, "Le Courrier des puces"),
      make("a/2", "Grève dans l’industrie",
           "Les cheminots cessent le travail. L’industrie attend l’accord.",
           20'501, "La Gazette"),
      make("a/3", "Microsoft embauche à Paris",
           "Microsoft ouvre un bureau à Paris. Été 😀 : Microsoft recrute.",
           20'540, "La Gazette"),
  };
}

// Adds `articles` to the index in `directory`; its revision afterwards.
inline uint64_t AddArticles(const std::string& directory,
                            const std::vector<Article>& articles) {
  auto writer = IndexWriter::Open(directory, {});
  EXPECT_TRUE(writer.ok()) << writer.status().ToString();
  for (const Article& article : articles) {
    const auto added = (*writer)->Add(article);
    EXPECT_TRUE(added.ok()) << added.status().ToString();
  }
  const auto committed = (*writer)->Commit();
  EXPECT_TRUE(committed.ok()) << committed.status().ToString();
  return committed->revision;
}

class TemporaryDirectory {
 public:
  TemporaryDirectory() {
    std::string name =
        (std::filesystem::temp_directory_path() / "vigie-XXXXXX").string();
    path_ = mkdtemp(name.data());
  }
  ~TemporaryDirectory() { std::filesystem::remove_all(path_); }
  TemporaryDirectory(const TemporaryDirectory&) = delete;
  TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;
  std::string operator/(const std::string& name) const {
    return path_ + "/" + name;
  }

 private:
  std::string path_;
};

// The program, started with `flags`. Ended with SIGKILL if it still runs.
class ServerProcess {
 public:
  ServerProcess(const TemporaryDirectory& scratch,
                const std::vector<std::string>& flags)
      : log_(scratch / "log") {
    std::vector<std::string> words = {VIGIE_SERVER_PROGRAM, "--lang", "en"};
    words.insert(words.end(), flags.begin(), flags.end());
    std::vector<char*> argv;
    for (std::string& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, log_.c_str(),
                                     O_WRONLY | O_CREAT | O_TRUNC, 0600);
    EXPECT_EQ(
        posix_spawn(&pid_, argv[0], &actions, nullptr, argv.data(), environ),
        0);
    posix_spawn_file_actions_destroy(&actions);
  }
  ~ServerProcess() {
    if (pid_ > 0) {
      Signal(SIGKILL);
      Wait();
    }
  }
  ServerProcess(const ServerProcess&) = delete;
  ServerProcess& operator=(const ServerProcess&) = delete;

  void Signal(int signal) const { kill(pid_, signal); }

  // The exit code; 128 + signal when a signal ended it.
  int Wait() {
    int status = 0;
    waitpid(pid_, &status, 0);
    pid_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  }

  bool Runs() const {
    siginfo_t info = {};
    waitid(P_PID, static_cast<id_t>(pid_), &info, WEXITED | WNOHANG | WNOWAIT);
    return info.si_pid == 0;
  }

  // A line of /proc/PID/status in KiB, e.g. "VmRSS"; -1 without it.
  int64_t StatusKiB(const std::string& name) const {
    std::ifstream in("/proc/" + std::to_string(pid_) + "/status");
    for (std::string line; std::getline(in, line);) {
      if (line.rfind(name + ":", 0) == 0) {
        return std::stoll(line.substr(name.size() + 1));
      }
    }
    return -1;
  }

  // VmHWM counts from here: opening takes more, and gives it back.
  void ForgetPeak() const {
    std::ofstream("/proc/" + std::to_string(pid_) + "/clear_refs") << 5;
  }

  std::string Log() const {
    std::ifstream in(log_);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
  }

 private:
  std::string log_;
  pid_t pid_ = -1;
};

// Waits, by polling, for what another process does; false after a minute.
template <typename Condition>
bool Eventually(Condition condition) {
  const auto limit = std::chrono::steady_clock::now() + std::chrono::minutes(1);
  while (!condition()) {
    if (std::chrono::steady_clock::now() > limit) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  return true;
}

// Articles, served on a loopback port.
class ServedIndex {
 public:
  explicit ServedIndex(const std::vector<Article>& articles = OwnArticles(),
                       const std::vector<std::string>& flags = {})
      : flags_(flags) {
    if (!articles.empty()) AddArticles(directory(), articles);
    Start();
  }

  // Starts the program, again once it has ended, on a new port.
  void Start() {
    port_.clear();
    std::filesystem::remove(scratch_ / "port");
    std::vector<std::string> words = {"--index",     directory(),
                                      "--listen",    "127.0.0.1:0",
                                      "--port-file", scratch_ / "port"};
    words.insert(words.end(), flags_.begin(), flags_.end());
    process_ = std::make_unique<ServerProcess>(scratch_, words);
    const bool served = Eventually([this] {
      std::ifstream(scratch_ / "port") >> port_;
      return !port_.empty() || !process_->Runs();
    });
    EXPECT_TRUE(served && !port_.empty()) << process_->Log();
    channel_ =
        grpc::CreateChannel(address(), grpc::InsecureChannelCredentials());
  }

  std::string directory() const { return scratch_ / "index"; }
  std::string address() const { return "127.0.0.1:" + port_; }
  const TemporaryDirectory& scratch() const { return scratch_; }
  ServerProcess& process() { return *process_; }
  const std::shared_ptr<grpc::Channel>& channel() const { return channel_; }

 private:
  const std::vector<std::string> flags_;
  TemporaryDirectory scratch_;
  std::unique_ptr<ServerProcess> process_;
  std::string port_;
  std::shared_ptr<grpc::Channel> channel_;
};

// Calls `method` of a stub with a deadline that only a failing test reaches.
template <typename Stub, typename Request, typename Response>
grpc::Status CallRpc(Stub& stub,
                     grpc::Status (Stub::*method)(grpc::ClientContext*,
                                                  const Request&, Response*),
                     const Request& request, Response* response) {
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() +
                       std::chrono::seconds(20));
  return (stub.*method)(&context, request, response);
}

// The detail of type T, or a default one.
template <typename T>
T DetailOf(const grpc::Status& status) {
  T detail;
  google::rpc::Status parsed;
  if (!parsed.ParseFromString(status.error_details())) return detail;
  for (const google::protobuf::Any& any : parsed.details()) {
    if (any.UnpackTo(&detail)) return detail;
  }
  return detail;
}

}  // namespace vigie

#endif  // TESTS_SERVER_SERVED_INDEX_H_
