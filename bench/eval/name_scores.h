// Counts right, missed and wrong names: strict ranges and types.
#ifndef VIGIE_BENCH_EVAL_NAME_SCORES_H_
#define VIGIE_BENCH_EVAL_NAME_SCORES_H_

#include <array>
#include <iosfwd>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "bench/eval/gold_names.h"

namespace vigie::eval {

class NameScores {
 public:
  // `seen`: the surfaces of names in the training data; may be empty.
  explicit NameScores(std::set<std::string> seen = {})
      : seen_(std::move(seen)) {}

  void Add(const GoldArticle& gold, const std::vector<GoldName>& found);
  void Merge(const NameScores& other);

  double f1() const;
  // names, f1, precision, recall, unseen_names, unseen_recall, untyped f1,
  // and per type P R F1.
  nlohmann::ordered_json ToJson() const;

 private:
  struct Counts {
    uint32_t gold = 0;
    uint32_t found = 0;
    uint32_t right = 0;
  };
  static nlohmann::ordered_json Ratios(const Counts& counts);
  std::set<std::string> seen_;
  std::array<Counts, entities::kModelTypes> types_;
  Counts unseen_;
  Counts untyped_;
};

// Names that one has and the other has not, a line each: "missed" or "wrong",
// type, surface and article, tab-separated.
void WriteErrors(const GoldArticle& gold, const std::vector<GoldName>& found,
                 std::ostream* out);

// The surfaces of all names of `articles`.
std::set<std::string> SurfacesOf(const std::vector<GoldArticle>& articles);

}  // namespace vigie::eval

#endif  // VIGIE_BENCH_EVAL_NAME_SCORES_H_
