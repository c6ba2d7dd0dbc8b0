// Figures drawn with characters.
#ifndef VIGIE_CLIENT_CHARTS_H_
#define VIGIE_CLIENT_CHARTS_H_

#include <cstdint>
#include <string>
#include <vector>

namespace vigie::client {

// `count` of `most` as a bar, which is `width` columns long for `most`, in
// steps of an eighth; something for every count above 0.
std::string Bar(uint64_t count, uint64_t most, uint64_t width);

// One column per value, in eight heights, of which the lowest is that of 0
// alone. Of more values than `width`, the highest of each group of neighbours.
std::string Sparkline(const std::vector<uint64_t>& values, size_t width);

}  // namespace vigie::client

#endif  // VIGIE_CLIENT_CHARTS_H_
