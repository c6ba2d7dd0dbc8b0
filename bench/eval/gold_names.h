// Articles whose names a human has labelled.
#ifndef VIGIE_BENCH_EVAL_GOLD_NAMES_H_
#define VIGIE_BENCH_EVAL_GOLD_NAMES_H_

#include <string>
#include <vector>

#include "entities/model_format.h"
#include "vigie/article.h"
#include "vigie/status.h"

namespace vigie::eval {

struct GoldName {
  ByteRange range;
  entities::ModelType type = entities::ModelType::kPerson;
};

struct GoldArticle {
  std::string id;
  std::string date;  // YYYY-MM-DD
  std::string text;
  std::vector<GoldName> names;  // the outermost, in text order
};

// JSON Lines {id, date, text, entities[{start, end, type}]} with offsets in
// code points. Location, Person, Organization, Product and Event count, other
// types do not; of names that lie in each other only the outermost do. In the
// order of the file. Errors name file and line.
Result<std::vector<GoldArticle>> ReadGoldNames(const std::string& path);

}  // namespace vigie::eval

#endif  // VIGIE_BENCH_EVAL_GOLD_NAMES_H_
