// Command line of vigie: the one place where flags become meaning.
#ifndef VIGIE_CLIENT_OPTIONS_H_
#define VIGIE_CLIENT_OPTIONS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace vigie::client {

enum class Language { kFrench, kEnglish };
enum class Format {
  kText,
  kJson,
  kNdjson,
  kCsv,
  kTsv,
  kIds,
  kBibtex,
  kRis,
  kHtml,
  kTemplate
};
enum class CsvDialect { kRfc4180, kExcelFrench };
enum class ColorMode { kAuto, kAlways, kNever };
enum class Verb {
  kSearch,
  kMentions,
  kFacets,
  kShow,
  kAnalyze,
  kStatus,
  kExplain,
  kTimeline,
  kRelated,
  kCompare,
  kSimilar,
  kSuggest,
  kExport,
  kReplay,
  kCompleteness,
  kReceipt,
  kEntity,
  kWatchIndex,
  kShell,
  kHelp,
  kCompletion,
  kComplete,
  kManual
};

// Exit codes of vigie.
enum ExitCode : int {
  kExitOk = 0,           // also with zero hits
  kExitNoHit = 1,        // only with -e
  kExitUsage = 2,        // command line or query
  kExitUnreachable = 3,  // no server, time-out, or a failing server
  kExitPartial = 4,      // some of what was asked for is missing
};

// The same words in both languages.
struct Wording {
  const char* french;
  const char* english;
};

// What the server is told and how its answer is shown. Every field has one row
// in the option table (client/option_table.h), but for verb.
struct Options {
  Verb verb = Verb::kSearch;
  std::string server = "127.0.0.1:7711";  // or unix:PATH
  std::string index;  // non-empty: serve this index privately meanwhile
  Format format = Format::kText;
  Language language = Language::kFrench;
  ColorMode color = ColorMode::kAuto;
  uint32_t timeout_ms = 10'000;
  bool fail_when_empty = false;  // -e
  std::string ca;          // TLS: certificates that are trusted, a PEM file
  std::string cert;        // TLS: the client's own chain, a PEM file
  std::string key;         // TLS: its private key, a PEM file
  std::string token_file;  // holds the bearer token
  std::string output;      // a file instead of stdout
  CsvDialect csv = CsvDialect::kRfc4180;
  std::string template_text;  // of one record
  bool pager = true;          // where stdout is a terminal

  // Of search, mentions, facets and explain; the text of analyze; what
  // entity looks for; the shell of completion.
  std::string query;
  std::vector<std::string> words;     // __complete: the line so far
  std::vector<std::string> ids;       // show
  std::vector<std::string> filters;   // KEY=VALUE
  std::vector<std::string> excluded;  // KEY=VALUE
  bool all_of = false;                // selected values of a key join by AND
  bool any_word = false;              // words join by OR
  bool strict = false;
  bool require_complete = false;
  bool typos = true;          // words the index lacks: near words too
  bool expand = true;         // acronyms and spellings: their equals too
  double freshness_days = 0;  // half-life of a score; 0: age does not count
  std::string article_id;     // explain
  std::string entity;         // completeness
  std::string sort;           // as --sort says; empty: the default
  std::string collapse;       // search: a facet key
  std::string receipt;        // search, replay: a file
  bool at_head = false;       // replay
  std::string resume_token;   // mentions, export
  std::vector<std::string> roles;     // mentions
  std::vector<std::string> sections;  // mentions
  std::vector<std::string> speakers;  // mentions: entity ids
  double least_confidence = 0;        // mentions
  uint32_t window = 0;                // mentions: characters on each side
  bool kwic = false;                  // mentions: aligned, one per line
  uint32_t count = 0;                 // watch-index: revisions; 0: no end
  std::string by;                     // facet keys, comma-separated
  uint32_t top = 10;                  // values per facet
  std::string matching;               // only facet values with such words
  uint32_t surfaces = 0;              // ways of writing per facet value
  std::optional<uint32_t> limit;      // hits or mentions
  std::string page_token;
  uint32_t passages = 2;
  bool entities_in_hits = false;    // mentions: scope
  std::vector<std::string> types;   // mentions: entity types
  bool with_mentions = false;       // show
  std::string step;                 // timeline: hour, day, week, month, year
  std::string since;                // timeline: YYYY-MM-DD, or empty
  std::string until;                // timeline: the day after the last
  std::vector<std::string> series;  // timeline: ENTITY or ENTITY=SURFACE
  bool count_mentions = false;      // timeline
  bool npmi = false;                // related: the measure
  uint32_t evidence = 1;            // related: sentences per entity
  std::string second_query;         // compare
};

// What to run, or the exit code with which to end at once (after --help,
// --version or a usage error, already printed).
struct ParsedCommand {
  std::optional<int> exit_code;
  Options options;
};

// Precedence: flag, then environment (VIGIE_SERVER, VIGIE_FORMAT...), then
// configuration file, then default.
ParsedCommand ParseCommandLine(int argc, const char* const* argv);

// A line of vigie shell, without the program's name: what it does not say is
// as in `session`.
ParsedCommand ParseShellLine(const std::vector<std::string>& words,
                             const Options& session);

// `french` or `english`.
inline const char* Say(Language language, const char* french,
                       const char* english) {
  return language == Language::kFrench ? french : english;
}
inline const char* Say(Language language, const Wording& wording) {
  return Say(language, wording.french, wording.english);
}

}  // namespace vigie::client

#endif  // VIGIE_CLIENT_OPTIONS_H_
