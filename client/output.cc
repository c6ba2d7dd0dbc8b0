#include "client/output.h"

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <iostream>

#include "client/json_format.h"
#include "client/terminal.h"

namespace vigie::client {
namespace {

bool Is(Verb verb, std::initializer_list<Verb> verbs) {
  for (const Verb each : verbs) {
    if (verb == each) return true;
  }
  return false;
}

std::string PagerCommand() {
  for (const char* name : {"VIGIE_PAGER", "PAGER"}) {
    const char* command = std::getenv(name);
    if (command != nullptr) return command;
  }
  return "command -v less >/dev/null && exec less -FRX || exec cat";
}

bool Report(const Options& options, const std::string& path) {
  std::cerr << Say(options.language, "vigie : écriture impossible : ",
                   "vigie: cannot be written: ")
            << path << "\n";
  return false;
}

}  // namespace

int SafeLines::overflow(int c) {
  if (c == traits_type::eof()) return 0;
  line_ += static_cast<char>(c);
  return c == '\n' ? Pass() : c;
}

int SafeLines::sync() {
  if (Pass() < 0) return -1;
  return target_->pubsync();
}

int SafeLines::Pass() {
  const std::string safe = SafeForTerminal(line_);
  line_.clear();
  const auto size = static_cast<std::streamsize>(safe.size());
  return target_->sputn(safe.data(), size) == size ? 0 : -1;
}

std::unique_ptr<Output> Output::Open(Options* options) {
  std::unique_ptr<Output> output(new Output(*options));
  if (!options->output.empty() && options->output != "-") {
    if (options->color == ColorMode::kAuto) options->color = ColorMode::kNever;
    return output->OpenFile() ? std::move(output) : nullptr;
  }
  if (isatty(STDOUT_FILENO) == 0) return output;
  const bool text = options->format == Format::kText;
  options->color =
      Style(options->color).colored() ? ColorMode::kAlways : ColorMode::kNever;
  if (options->pager && !Is(options->verb, {Verb::kWatchIndex, Verb::kShell})) {
    output->StartPager();
  }
  // Text is made safe where it is printed, so that it may have colours.
  if (!text) {
    output->safe_ = std::make_unique<SafeLines>(std::cout.rdbuf());
    output->cout_ = std::cout.rdbuf(output->safe_.get());
  }
  return output;
}

bool Output::OpenFile() {
  part_ = options_.output + ".part";
  file_.open(part_, std::ios::binary | std::ios::trunc);
  if (!file_) {
    part_.clear();
    return Report(options_, options_.output);
  }
  interruption_ = std::make_unique<Interruption>(
      0, std::initializer_list<std::string>{part_});
  cout_ = std::cout.rdbuf(file_.rdbuf());
  return true;
}

void Output::StartPager() {
  const std::string command = PagerCommand();
  std::array<int, 2> ends{};
  if (command.empty() || command == "cat" || pipe(ends.data()) != 0) return;
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ends[0], STDIN_FILENO);
  posix_spawn_file_actions_addclose(&actions, ends[0]);
  posix_spawn_file_actions_addclose(&actions, ends[1]);
  std::string shell = "sh";
  std::string flag = "-c";
  std::string line = command;
  std::array<char*, 4> argv = {shell.data(), flag.data(), line.data(), nullptr};
  if (posix_spawnp(&pager_, "sh", &actions, nullptr, argv.data(), environ) !=
      0) {
    pager_ = -1;
  } else {
    stdout_ = dup(STDOUT_FILENO);
    dup2(ends[1], STDOUT_FILENO);
  }
  posix_spawn_file_actions_destroy(&actions);
  close(ends[0]);
  close(ends[1]);
}

bool Output::Keep(uint64_t revision) {
  if (part_.empty()) return true;
  file_.close();
  nlohmann::ordered_json meta = {{"query", options_.query},
                                 {"filters", options_.filters},
                                 {"excluded", options_.excluded},
                                 {"revision", revision},
                                 {"vigie", VIGIE_CLIENT_VERSION}};
  const std::string meta_path = options_.output + ".meta.json";
  std::ofstream meta_file(meta_path);
  meta_file << Dump(meta, true) << "\n";
  meta_file.close();
  if (!file_ || !meta_file) return Report(options_, options_.output);
  if (std::rename(part_.c_str(), options_.output.c_str()) != 0) {
    return Report(options_, options_.output);
  }
  part_.clear();
  return true;
}

Output::~Output() {
  std::cout.flush();
  if (cout_ != nullptr) std::cout.rdbuf(cout_);
  if (!part_.empty()) {
    file_.close();
    std::remove(part_.c_str());
  }
  if (pager_ <= 0) return;
  dup2(stdout_, STDOUT_FILENO);
  close(stdout_);
  int status = 0;
  waitpid(pager_, &status, 0);
}

}  // namespace vigie::client
