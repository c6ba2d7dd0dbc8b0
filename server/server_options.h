// The command line of vigie-server.
#ifndef SERVER_SERVER_OPTIONS_H_
#define SERVER_SERVER_OPTIONS_H_

#include <chrono>
#include <iosfwd>
#include <optional>
#include <string>

#include "server/listen_address.h"
#include "server/scrubber.h"
#include "vigie/snapshot.h"

namespace vigie::server {

// Of messages to the operator; never of answers.
enum class Language { kFrench, kEnglish };

inline const char* Say(Language language, const char* french,
                       const char* english) {
  return language == Language::kFrench ? french : english;
}

struct ServerOptions {
  std::string index;  // directory
  ListenAddress listen;
  std::string port_file;  // empty: none; of "PORT" or "unix:PATH"
  OpenOptions::Verify verify = OpenOptions::Verify::kFull;
  ScrubPlan scrub;
  bool writes = false;     // takes articles and deletions
  std::string dictionary;  // of articles that it takes; empty: the shipped one
  std::string overlay;     // changes of it; empty: none
  std::string backups;     // folder of backups; empty: none are made
  std::chrono::milliseconds publish_interval{800};
  bool quiet = false;  // logs errors only, no line per request
  Language language = Language::kFrench;
};

// Exit codes of the program, as of every Vigie program.
inline constexpr int kExitOk = 0;
inline constexpr int kExitFailure = 1;
inline constexpr int kExitUsage = 2;

// The options; or the code to exit with, after help or version on `out`, or
// what is wrong on `err`.
struct ParsedOptions {
  std::optional<ServerOptions> options;
  int exit_code = kExitOk;
};
ParsedOptions ParseServerOptions(int argc, const char* const* argv,
                                 std::ostream& out, std::ostream& err);

}  // namespace vigie::server

#endif  // SERVER_SERVER_OPTIONS_H_
