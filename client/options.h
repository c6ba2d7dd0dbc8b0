// Command line of vigie: the one place where flags become meaning.
#ifndef VIGIE_CLIENT_OPTIONS_H_
#define VIGIE_CLIENT_OPTIONS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace vigie::client {

enum class Language { kFrench, kEnglish };
enum class Format { kText, kJson, kNdjson };
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
  kCompleteness
};

// Exit codes of vigie.
enum ExitCode : int {
  kExitOk = 0,           // also with zero hits
  kExitNoHit = 1,        // only with -e
  kExitUsage = 2,        // command line or query
  kExitUnreachable = 3,  // no server, time-out, or a failing server
  kExitPartial = 4,      // some of what was asked for is missing
};

struct Options {
  Verb verb = Verb::kSearch;
  std::string server = "127.0.0.1:7711";  // or unix:PATH
  std::string index;  // non-empty: serve this index privately meanwhile
  Format format = Format::kText;
  Language language = Language::kFrench;
  ColorMode color = ColorMode::kAuto;
  uint32_t timeout_ms = 10'000;
  bool fail_when_empty = false;  // -e

  // Of search, mentions, facets and explain; the text of analyze.
  std::string query;
  std::vector<std::string> ids;       // show
  std::vector<std::string> filters;   // KEY=VALUE
  std::vector<std::string> excluded;  // KEY=VALUE
  bool all_of = false;                // selected values of a key join by AND
  bool any_word = false;              // words join by OR
  bool strict = false;
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

// Precedence: flag, then environment (VIGIE_SERVER), then default.
ParsedCommand ParseCommandLine(int argc, const char* const* argv);

// `french` or `english`.
inline const char* Say(Language language, const char* french,
                       const char* english) {
  return language == Language::kFrench ? french : english;
}

}  // namespace vigie::client

#endif  // VIGIE_CLIENT_OPTIONS_H_
