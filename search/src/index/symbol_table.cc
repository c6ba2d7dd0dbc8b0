#include "index/symbol_table.h"

#include <algorithm>
#include <limits>

namespace vigie::index {

TokenCode ChooseCode(const std::vector<uint64_t>& falling_counts) {
  const size_t symbols = falling_counts.size();
  std::vector<uint64_t> before(symbols + 1);
  for (size_t i = 0; i < symbols; ++i) {
    before[i + 1] = before[i] + falling_counts[i];
  }
  const auto occurrences_from = [&](uint64_t symbol) {
    return before[symbols] - before[std::min<uint64_t>(symbol, symbols)];
  };
  TokenCode best;
  uint64_t least = std::numeric_limits<uint64_t>::max();
  for (const uint32_t four : {256U, 255U}) {
    for (uint32_t two = 0; two <= four; ++two) {
      for (uint32_t three = two; three <= four; ++three) {
        const TokenCode code = {two, three, four, 0};
        if (code.symbols() < symbols) continue;
        const uint64_t bytes = occurrences_from(two) +
                               occurrences_from(code.first_of_three()) +
                               occurrences_from(code.first_of_four());
        if (bytes < least) {
          least = bytes;
          best = code;
        }
      }
    }
  }
  return best;
}

}  // namespace vigie::index
