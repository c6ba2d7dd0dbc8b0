#include "client/shell.h"

// NOLINTNEXTLINE(llvm-include-order): needs stdio before it.
#include <cstdio>

#include <editline/readline.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <iostream>
#include <string>

#include "client/command.h"
#include "client/completion.h"
#include "client/shell_words.h"

namespace vigie::client {
namespace {

namespace fs = std::filesystem;

constexpr int kHistoryLines = 1'000;

// The line editor calls back without an argument of ours; one shell runs at a
// time.
struct Session {
  Connection* connection = nullptr;
  Language language = Language::kFrench;
  std::vector<std::string> replies;
};
Session& TheSession() {
  static Session session;
  return session;
}

// The replies one after the other, then null. The editor frees them.
char* NextReply(const char* /*text*/, int state) {
  const std::vector<std::string>& replies = TheSession().replies;
  const auto index = static_cast<size_t>(state);
  return index < replies.size() ? strdup(replies[index].c_str()) : nullptr;
}

char** ProposeWords(const char* text, int /*start*/, int end) {
  Session& session = TheSession();
  const std::string line(rl_line_buffer, static_cast<size_t>(end));
  const Candidates candidates =
      Complete(SplitWords(line).words, session.language,
               [&](Completion kind, const std::string& typed) {
                 return AskServer(session.connection, kind, typed);
               });
  session.replies = ForLineEditor(candidates, line, text);
  const bool goes_on =
      session.replies.size() == 1 &&
      session.replies[0].find_last_of("=/") == session.replies[0].size() - 1;
  rl_completion_append_character = goes_on ? 0 : int{' '};
  rl_attempted_completion_over = 1;
  return rl_completion_matches(text, NextReply);
}

// $XDG_STATE_HOME/vigie/history (~/.local/state); empty: there is no home.
std::string HistoryPath() {
  const char* state = std::getenv("XDG_STATE_HOME");
  const char* home = std::getenv("HOME");
  fs::path folder;
  if (state != nullptr && *state != '\0') {
    folder = state;
  } else if (home != nullptr && *home != '\0') {
    folder = fs::path(home) / ".local/state";
  } else {
    return "";
  }
  std::error_code error;
  fs::create_directories(folder / "vigie", error);
  return error ? "" : (folder / "vigie/history").string();
}

// Lines of a person.
class EditedInput {
 public:
  EditedInput() : path_(HistoryPath()) {
    rl_initialize();
    using_history();
    stifle_history(kHistoryLines);
    if (!path_.empty()) read_history(path_.c_str());
    rl_attempted_completion_function = ProposeWords;
  }
  ~EditedInput() {
    if (path_.empty()) return;
    write_history(path_.c_str());
    std::error_code error;
    // What somebody has asked is nobody else's.
    fs::permissions(path_, fs::perms::owner_read | fs::perms::owner_write,
                    error);
  }
  bool Next(std::string* line) {
    char* typed = readline("vigie> ");
    if (typed == nullptr) return false;
    *line = typed;
    if (!line->empty()) add_history(typed);
    std::free(typed);  // NOLINT(cppcoreguidelines-no-malloc)
    return true;
  }

 private:
  const std::string path_;
};

bool IsOneOf(const std::string& word, std::initializer_list<const char*> all) {
  for (const char* each : all) {
    if (word == each) return true;
  }
  return false;
}

// Runs one line; returns its exit code.
int RunLine(Connection* connection, const std::vector<std::string>& words,
            const Options& session) {
  std::vector<std::string> arguments = words;
  if (!arguments.empty() && arguments.front() == "vigie") {
    arguments.erase(arguments.begin());
  }
  const ParsedCommand parsed = ParseShellLine(arguments, session);
  if (parsed.exit_code) return *parsed.exit_code;
  return RunOn(connection, parsed.options);
}

}  // namespace

int RunShell(Connection* connection, const Options& session) {
  const bool person = isatty(STDIN_FILENO) != 0;
  TheSession().connection = connection;
  TheSession().language = session.language;
  std::unique_ptr<EditedInput> editor;
  if (person) {
    editor = std::make_unique<EditedInput>();
    std::cout << Say(session.language,
                     "aide : les commandes ; quitter : la fin\n",
                     "help: the commands; quit: the end\n");
  }
  int code = kExitOk;
  std::string line;
  while (person ? editor->Next(&line)
                : static_cast<bool>(std::getline(std::cin, line))) {
    std::vector<std::string> words = SplitWords(line).words;
    if (words.back().empty() && line.find_last_of("\"'") != line.size() - 1) {
      words.pop_back();
    }
    if (words.empty() || words.front()[0] == '#') continue;
    if (IsOneOf(words.front(), {"quitter", "quit", "exit"})) break;
    if (IsOneOf(words.front(), {"aide", "?"})) words.front() = "help";
    code = RunLine(connection, words, session);
  }
  return person ? static_cast<int>(kExitOk) : code;
}

}  // namespace vigie::client
