// The command line of vigie-server.
#ifndef SERVER_SERVER_OPTIONS_H_
#define SERVER_SERVER_OPTIONS_H_

#include <chrono>
#include <iosfwd>
#include <optional>
#include <string>

#include "server/client_limits.h"
#include "server/listen_address.h"
#include "server/request_log.h"
#include "server/scrubber.h"
#include "server/transport_security.h"
#include "vigie/snapshot.h"

namespace vigie::server {

// Of messages to the operator; never of answers.
enum class Language { kFrench, kEnglish };

inline const char* Say(Language language, const char* french,
                       const char* english) {
  return language == Language::kFrench ? french : english;
}

// The language is needed before the line is parsed: for its own errors.
Language LanguageOf(int argc, const char* const* argv);

struct ServerOptions {
  std::string index;  // directory
  ListenAddress listen;
  std::string port_file;  // empty: none; of "PORT" or "unix:PATH"
  OpenOptions::Verify verify = OpenOptions::Verify::kFull;
  uint64_t query_words = 0;   // OpenOptions::query_words
  uint64_t query_bytes = 0;   // OpenOptions::query_bytes
  uint64_t pinned_bytes = 0;  // SnapshotHolder::Retention::bytes
  ScrubPlan scrub;
  bool writes = false;     // takes articles and deletions
  std::string dictionary;  // of articles that it takes; empty: the shipped one
  std::string overlay;     // changes of it; empty: none
  std::string backups;     // folder of backups; empty: none are made
  std::chrono::milliseconds publish_interval{800};
  uint64_t merge_memory_bytes = 0;  // WriterOptions::merge_memory_bytes
  TlsFiles tls;
  std::string tokens;   // file; empty: whoever reaches the server may call
  std::string metrics;  // HOST:PORT of this machine; empty: none
  LogOptions log;
  ClientLimits clients;
  std::chrono::microseconds busy_poll{0};  // see BusyPoll
  bool check_config = false;  // only say whether the options are right
  bool quiet = false;         // logs errors only, no line per request
  Language language = Language::kFrench;
};

// Exit codes of the program, as of every Vigie program.
inline constexpr int kExitOk = 0;
inline constexpr int kExitFailure = 1;
inline constexpr int kExitUsage = 2;

// Precedence: flag, then environment (VIGIE_SERVER_LISTEN for --listen), then
// the TOML file of --config. The options; or the code to exit with, after help
// or version on `out`, or what is wrong on `err`.
struct ParsedOptions {
  std::optional<ServerOptions> options;
  int exit_code = kExitOk;
};
ParsedOptions ParseServerOptions(int argc, const char* const* argv,
                                 std::ostream& out, std::ostream& err);

}  // namespace vigie::server

#endif  // SERVER_SERVER_OPTIONS_H_
