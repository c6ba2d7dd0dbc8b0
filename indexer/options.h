// Command line of vigie-indexer: the one place where flags become meaning.
#ifndef VIGIE_INDEXER_OPTIONS_H_
#define VIGIE_INDEXER_OPTIONS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace vigie::indexer {

enum class Language { kFrench, kEnglish };

// Exit codes of vigie-indexer.
enum ExitCode : int {
  kExitDone = 0,
  kExitFailed = 1,    // nothing was published
  kExitUsage = 2,     // command line
  kExitRejected = 4,  // published, but some articles were rejected
};

struct AddOptions {
  std::string index;
  std::vector<std::string> paths;
  std::string dictionary;    // empty: the shipped one
  std::string rejects_path;  // empty: INDEX + ".rejects.ndjson"
  bool quiet = false;
  Language language = Language::kFrench;
};

// What to run, or the exit code with which to end at once (after --help,
// --version or a usage error, already printed).
struct ParsedCommand {
  std::optional<int> exit_code;
  AddOptions add;
};

ParsedCommand ParseCommandLine(int argc, const char* const* argv);

// `french` or `english`.
inline const char* Say(Language language, const char* french,
                       const char* english) {
  return language == Language::kFrench ? french : english;
}

}  // namespace vigie::indexer

#endif  // VIGIE_INDEXER_OPTIONS_H_
