// What a load asks: requests of the wire, made once and sent many times.
#ifndef BENCH_LOAD_WORKLOAD_H_
#define BENCH_LOAD_WORKLOAD_H_

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "bench/load/shared_channel.h"
#include "vigie/status.h"

namespace vigie::bench {

// What is asked of one query.
enum class Kind {
  kCount,     // ListFacets without facets
  kTop10,     // Search: ten hits, no passages
  kPassages,  // Search: ten hits with two passages each
  kFacets,    // ListFacets: ten entities
  kFull,      // Search: ten hits, passages and ten entities
};
extern const std::map<std::string, Kind> kKinds;

struct LoadCall {
  Kind kind = Kind::kTop10;
  std::string query;
  std::string method;  // "/vigie.v1.SearchService/Search"
  std::string bytes;   // of the request message
};

// "top10" or "top10:8,full:2": kinds and how often of each.
Result<std::vector<Kind>> ParseMix(const std::string& mix);

// Every query with the kinds in turn: as many calls as the least common
// multiple of both.
std::vector<LoadCall> MakeCalls(const std::vector<std::string>& queries,
                                const std::vector<Kind>& mix);

// `query` with white space after it, as Distinct.
std::string DistinctQuery(std::string query, uint64_t number);

// The bytes of `call` with white space after its query, another for each
// `number` below 2^20: the same question, which no cache of identical requests
// has seen.
std::string Distinct(const LoadCall& call, uint64_t number);

// One query per line, as typed; empty lines are left out.
Result<std::vector<std::string>> ReadQueries(const std::string& path);

// At most `count` queries from what the index of a server holds: the words of
// titles, pairs of them, and frequent entities.
Result<std::vector<std::string>> QueriesOfCorpus(const SharedChannel& channel,
                                                 size_t count);

}  // namespace vigie::bench

#endif  // BENCH_LOAD_WORKLOAD_H_
