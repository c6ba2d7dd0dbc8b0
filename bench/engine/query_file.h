// The queries of a benchmark, and what each asks of Vigie.
#ifndef BENCH_ENGINE_QUERY_FILE_H_
#define BENCH_ENGINE_QUERY_FILE_H_

#include <string>
#include <vector>

#include "bench/engine/tasks.h"
#include "vigie/search.h"

namespace vigie::bench {

struct BenchQuery {
  std::string query_class;  // "term_hi", "phrase", ...
  std::string operation;    // AND, OR, PHRASE, PREFIX, ENT, ANDENT
  std::vector<std::string> words;
  std::string entity;  // for ENT and ANDENT
};

Result<std::vector<BenchQuery>> ReadQueries(const std::string& path);

// Neither near words nor other spellings are searched: no peer does so.
SearchRequest MakeRequest(const BenchQuery& query, Mode mode, Ranking ranking);

// The number of hits alone.
FacetsRequest MakeCountRequest(const BenchQuery& query);

const char* ModeName(Mode mode);
const char* RankingName(Ranking ranking);

}  // namespace vigie::bench

#endif  // BENCH_ENGINE_QUERY_FILE_H_
