#include "client/did_you_mean.h"

#include <algorithm>

namespace vigie::client {

size_t EditDistance(std::string_view a, std::string_view b) {
  std::vector<std::vector<size_t>> cost(a.size() + 1,
                                        std::vector<size_t>(b.size() + 1));
  for (size_t i = 0; i <= a.size(); ++i) {
    for (size_t k = 0; k <= b.size(); ++k) {
      if (i == 0 || k == 0) {
        cost[i][k] = i + k;
        continue;
      }
      cost[i][k] = std::min({cost[i - 1][k] + 1, cost[i][k - 1] + 1,
                             cost[i - 1][k - 1] + (a[i - 1] != b[k - 1])});
      if (i > 1 && k > 1 && a[i - 1] == b[k - 2] && a[i - 2] == b[k - 1]) {
        cost[i][k] = std::min(cost[i][k], cost[i - 2][k - 2] + 1);
      }
    }
  }
  return cost[a.size()][b.size()];
}

std::string DidYouMean(std::string_view typed,
                       const std::vector<std::string>& known) {
  constexpr size_t kLongest = 40;
  constexpr size_t kShortestBeginning = 3;
  if (typed.size() > kLongest) return "";
  std::string nearest;
  size_t least = kLongest;
  for (const std::string& word : known) {
    const bool begun = typed.size() >= kShortestBeginning &&
                       word.compare(0, typed.size(), typed) == 0;
    const size_t distance = begun ? 1 : EditDistance(typed, word);
    if (distance < least && (begun || 3 * distance <= word.size() + 1)) {
      least = distance;
      nearest = word;
    }
  }
  return nearest;
}

}  // namespace vigie::client
