#include "client/charts.h"

#include <algorithm>
#include <array>

namespace vigie::client {
namespace {

constexpr std::array<const char*, 8> kEighths = {"",  "▏", "▎", "▍",
                                                 "▌", "▋", "▊", "▉"};
constexpr std::array<const char*, 8> kHeights = {"▁", "▂", "▃", "▄",
                                                 "▅", "▆", "▇", "█"};

}  // namespace

std::string Bar(uint64_t count, uint64_t most, uint64_t width) {
  if (count == 0 || most == 0) return "";
  const uint64_t eighths =
      std::max<uint64_t>(1, 8 * width * std::min(count, most) / most);
  std::string bar;
  for (uint64_t i = 0; i < eighths / 8; ++i) bar += "█";
  return bar + kEighths[eighths % 8];
}

std::string Sparkline(const std::vector<uint64_t>& values, size_t width) {
  const size_t group = (values.size() + width - 1) / std::max<size_t>(width, 1);
  const uint64_t most =
      values.empty() ? 0 : *std::max_element(values.begin(), values.end());
  std::string line;
  for (size_t i = 0; i < values.size(); i += group) {
    uint64_t highest = 0;
    for (size_t k = i; k < std::min(i + group, values.size()); ++k) {
      highest = std::max(highest, values[k]);
    }
    line += highest == 0
                ? kHeights[0]
                : kHeights[1 + highest * 6 / std::max<uint64_t>(most, 1)];
  }
  return line;
}

}  // namespace vigie::client
