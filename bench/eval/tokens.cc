#include <algorithm>
#include <chrono>
#include <fstream>
#include <sstream>
#include <vector>

#include "analysis/analyzer.h"
#include "bench/eval/tasks.h"

namespace vigie::eval {

Result<nlohmann::ordered_json> MeasureTokens(const std::string& text,
                                             uint32_t rounds) {
  std::ifstream in(text, std::ios::binary);
  std::ostringstream content;
  content << in.rdbuf();
  if (!in) return Status(StatusCode::kNotFound, text + ": cannot be read");
  const std::string bytes = content.str();
  // Articles, not one giant text: blank lines separate them, 4 KB at least.
  std::vector<std::string_view> articles;
  for (size_t begin = 0; begin < bytes.size();) {
    size_t end = bytes.find("\n\n", std::min(begin + 4'096, bytes.size()));
    end = std::min(end, bytes.size());
    articles.emplace_back(bytes.data() + begin, end - begin);
    begin = end;
    while (begin < bytes.size() && bytes[begin] == '\n') ++begin;
  }
  uint64_t tokens = 0;
  std::vector<double> rates;
  for (uint32_t round = 0; round < std::max(rounds, 1U); ++round) {
    tokens = 0;
    const auto start = std::chrono::steady_clock::now();
    for (const std::string_view article : articles) {
      tokens += analysis::Analyze(article).positions;
    }
    const std::chrono::duration<double> spent =
        std::chrono::steady_clock::now() - start;
    rates.push_back(static_cast<double>(tokens) / spent.count());
  }
  std::sort(rates.begin(), rates.end());
  return nlohmann::ordered_json{
      {"task", "tokens"},
      {"bytes", bytes.size()},
      {"tokens", tokens},
      {"threads", 1},
      {"rounds", rates.size()},
      {"best_tokens_per_s", rates.back()},
      {"median_tokens_per_s", rates[rates.size() / 2]}};
}

}  // namespace vigie::eval
