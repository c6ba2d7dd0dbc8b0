// vigie-bench: building and querying an index through the public library, as
// an embedding program would, timed. Rows of JSON on stdout.
#ifndef BENCH_ENGINE_TASKS_H_
#define BENCH_ENGINE_TASKS_H_

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "vigie/status.h"

namespace vigie::bench {

// The attribute under which an article's given entities are counted.
inline constexpr char kEntityAttribute[] = "entites";

enum class Entities : uint8_t {
  kNone,
  kListed,  // those of the dictionary
  kAll,     // and the names that the recogniser finds
};

struct IndexTask {
  std::string documents;  // JSON Lines: id, title, text, date, source, entities
  std::string index;      // directory; created
  uint32_t threads = 1;
  Entities entities = Entities::kNone;
  bool merge = true;  // into one segment after the commit, timed apart
};

// Builds the index and prints one row. The time runs from opening the writer
// to a durable, queryable revision; reading and parsing the documents is part
// of it.
Status RunIndexTask(const IndexTask& task);

enum class Mode : uint8_t {
  kCount,  // total hits alone
  kTop10,  // with ten hits
  kFacet,  // with the ten most frequent entities of all hits
  kFull,   // with two passages for each hit
};

enum class Ranking : uint8_t {
  kFull,  // as users get it: both stages
  kBm25,  // the first stage alone, which is what peers do
};

struct QueryTask {
  std::string index;
  std::string queries;  // tab-separated: class, operator, words, entity
  uint32_t threads = 1;
  std::vector<Mode> modes;
  uint32_t warm_rounds = 1;  // not counted
  uint32_t rounds = 3;
  Ranking ranking = Ranking::kBm25;  // as peers rank
  bool cache = true;  // false: queries keep nothing that they decode
  // Files that were verified since the machine started are not read again.
  bool boot_stamp = false;
  // Counts queries asked for the first time: in each round one half of the
  // queries warms a new snapshot, as often as warm_rounds says, and the others
  // are asked once; then the halves change places. On one thread.
  bool first = false;
};

// Runs every query of the file and prints one row per mode and class; "ALL"
// is every class. On one thread a query's latency is the median of its rounds.
Status RunQueryTask(const QueryTask& task);

struct LiveTask {
  std::string index;      // of the documents, one segment; it is changed
  std::string documents;  // the same as were indexed
  std::string queries;
  std::vector<Mode> modes;
  Ranking ranking = Ranking::kFull;
  uint32_t segments = 13;    // to begin with
  double tombstones = 0.05;  // share of replaced articles to begin with
  double rate = 200;         // articles per second, a fifth of them updates
  double seconds = 10;       // of each phase, a quarter more for warming up
  // How often the merged index is opened again, about as often as revisions
  // are published.
  std::chrono::milliseconds reopened_every{900};
  // Not 0: nothing goes by the clock. Every query is asked once of each of so
  // many snapshots, between which `rate` articles come in; the first two do not
  // count.
  uint32_t revisions = 0;
};

// Asks the queries on one thread, for each mode: of the index as it is, merged
// into one segment; of the same, opened again and again; then in many segments
// while articles come in. Merges are paused, so that segments do not become
// fewer. Prints a row per mode with all rates, what a query takes that is asked
// first of a snapshot, and what the index looked like.
Status RunLiveTask(const LiveTask& task);

struct ExploreTask {
  std::string index;
  std::string query;    // of streams and explorations
  uint32_t rounds = 5;  // after a first one, which is told apart
};

// Prints a row for each stream, exploration and facet: what it costs in
// milliseconds of the thread's processor, whatever else runs beside it.
Status RunExploreTask(const ExploreTask& task);

}  // namespace vigie::bench

#endif  // BENCH_ENGINE_TASKS_H_
