// Command line of vigie-indexer: the one place where flags become meaning.
#ifndef VIGIE_INDEXER_OPTIONS_H_
#define VIGIE_INDEXER_OPTIONS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "indexer/source_options.h"
#include "vigie/index_options.h"

namespace vigie::indexer {

enum class Language { kFrench, kEnglish };

// Exit codes of vigie-indexer.
enum ExitCode : int {
  kExitDone = 0,
  kExitFailed = 1,  // nothing was published; verify: something is damaged
  kExitUsage = 2,   // command line
  // Published, but some articles were rejected or some ids are not there.
  kExitRejected = 4,
};

// A vigie-server with --writes, instead of a directory.
struct ServerOptions {
  std::string address;      // HOST:PORT or unix:PATH; empty: none
  std::string ca;           // TLS: certificates that are trusted, a PEM file
  std::string certificate;  // TLS: of this client
  std::string key;          // of that certificate
  std::string token_file;   // holds the bearer token
};

struct AddOptions {
  std::string index;  // empty: `server`
  ServerOptions server;
  std::vector<std::string> paths;
  SourceOptions sources;
  std::string watch;       // folder to keep watching after `paths`; empty: none
  std::string dictionary;  // empty: the shipped one
  std::string overlay;     // changes of the dictionary; empty: none
  std::string rejects_path;  // empty: INDEX + ".rejects.ndjson", or "vigie"
  // Of a new index, and checked against those of an existing one; absent when
  // none of their flags is given: the defaults, or what the index has.
  std::optional<IndexOptions> index_options;
  uint32_t threads = 0;  // 0: one per core
  // WriterOptions::memory_bytes, in MiB; 0: its default.
  uint32_t memory_mib = 0;
  uint32_t merge_memory_mib = 0;  // WriterOptions::merge_memory_bytes, in MiB
  bool quiet = false;
  Language language = Language::kFrench;
};

// Everything but adding. French names of the verbs' arguments are the help's.
enum class Verb {
  kAdd,
  kDelete,
  kErase,
  kCompact,
  kVerify,
  kBackup,
  kRestore,
  kStatus,
  kRebuild,
};

struct MaintenanceOptions {
  std::string index;                // empty: `server`
  ServerOptions server;             // delete
  std::vector<std::string> ids;     // delete, erase
  std::string path;                 // backup, restore: the other directory
  std::string dictionary;           // rebuild; empty: the index's own
  bool shipped_dictionary = false;  // rebuild
  uint32_t merge_memory_mib = 0;    // compact; as of AddOptions
  bool json = false;                // verify, status
  bool quiet = false;
  Language language = Language::kFrench;
};

// What to run, or the exit code with which to end at once (after --help,
// --version or a usage error, already printed).
struct ParsedCommand {
  std::optional<int> exit_code;
  Verb verb = Verb::kAdd;
  AddOptions add;
  MaintenanceOptions maintenance;
};

ParsedCommand ParseCommandLine(int argc, const char* const* argv);

// `french` or `english`.
inline const char* Say(Language language, const char* french,
                       const char* english) {
  return language == Language::kFrench ? french : english;
}

}  // namespace vigie::indexer

#endif  // VIGIE_INDEXER_OPTIONS_H_
