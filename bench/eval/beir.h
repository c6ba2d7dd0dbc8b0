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

struct Collection {
  std::vector<Article> corpus;
  std::vector<Query> queries;
  Judgements judgements;
};

// `corpus`: JSON Lines {_id, title, text}; "url" and others are ignored.
// `queries`: JSON Lines {_id, text, metadata{type}}. `judgements`: TSV with a
// header line: query-id, corpus-id, score. Errors name file and line.
Result<Collection> ReadCollection(const std::string& corpus,
                                  const std::string& queries,
                                  const std::string& judgements);

}  // namespace vigie::eval

#endif  // VIGIE_BENCH_EVAL_BEIR_H_
