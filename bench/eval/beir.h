// Reading test collections in BEIR's file format.
#ifndef VIGIE_BENCH_EVAL_BEIR_H_
#define VIGIE_BENCH_EVAL_BEIR_H_

#include <map>
#include <set>
#include <string>
#include <vector>

#include "vigie/article.h"
#include "vigie/status.h"

namespace vigie::eval {

struct Query {
  std::string id;
  std::string text;
  std::string type;  // metadata.type, or empty
};

// Query id -> relevant corpus ids (score > 0).
using Judgements = std::map<std::string, std::set<std::string>>;

// JSON Lines {_id, title, text}; "url" and others are ignored. Errors name
// file and line.
Result<std::vector<Article>> ReadCorpus(const std::string& path);
// JSON Lines {_id, text, metadata{type}}.
Result<std::vector<Query>> ReadQueries(const std::string& path);
// TSV with a header line: query-id, corpus-id, score.
Result<Judgements> ReadJudgements(const std::string& path);

}  // namespace vigie::eval

#endif  // VIGIE_BENCH_EVAL_BEIR_H_
