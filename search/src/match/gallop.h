// Searching in steps that double.
#ifndef VIGIE_MATCH_GALLOP_H_
#define VIGIE_MATCH_GALLOP_H_

#include <cstddef>

namespace vigie::match {

// The first of rising [begin, end) that is not below `value`, looked for from
// the beginning in steps that double. O(log distance).
template <typename Number>
const Number* Gallop(const Number* begin, const Number* end, Number value) {
  if (begin == end || *begin >= value) return begin;
  size_t step = 1;
  while (static_cast<size_t>(end - begin) > step && begin[step] < value) {
    begin += step;
    step *= 2;
  }
  size_t left = static_cast<size_t>(end - begin);
  if (left > step) left = step;
  while (left > 1) {
    const size_t half = left / 2;
    begin += begin[half] < value ? half : 0;
    left -= half;
  }
  return begin + 1;
}

}  // namespace vigie::match

#endif  // VIGIE_MATCH_GALLOP_H_
