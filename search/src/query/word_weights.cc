#include "query/word_weights.h"

#include <cstdlib>
#include <string>
#include <unordered_map>

#include "analysis/analyzer.h"
#include "query/word_lists.h"

namespace vigie::query {
namespace {

// By stem; the words of questions by form.
std::unordered_map<std::string, double> Load() {
  std::unordered_map<std::string, double> weights;
  for (const std::vector<std::string_view>& line : WeakWordLines()) {
    if (line.size() != 2) continue;
    const double weight = std::strtod(std::string(line[1]).c_str(), nullptr);
    for (const analysis::Token& token : analysis::Analyze(line[0]).tokens) {
      weights.emplace(weight == 0 ? "?" + token.form : token.stem, weight);
    }
  }
  return weights;
}

}  // namespace

double WeightOf(const WordUnit& unit) {
  static const std::unordered_map<std::string, double> weights = Load();
  if (unit.words.size() == 1) {
    const analysis::Token& word = *unit.words.front();
    if (weights.count("?" + word.form) != 0) return 0;
    if (unit.stop_word) return kStopWordWeight;
    const auto found = weights.find(word.stem);
    if (found != weights.end()) return found->second;
  }
  return unit.stop_word ? kStopWordWeight : 1;
}

}  // namespace vigie::query
