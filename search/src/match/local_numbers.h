// From numbers of a catalog back to those of one segment.
#ifndef VIGIE_MATCH_LOCAL_NUMBERS_H_
#define VIGIE_MATCH_LOCAL_NUMBERS_H_

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace vigie::match {

// Immutable; thread-safe.
class LocalNumbers {
 public:
  // `numbers` are the catalog's of what the segment numbers from 0: rising by
  // one throughout, as those of the first segment are, they take no room, else
  // 8 bytes each. O(numbers x their logarithm).
  explicit LocalNumbers(const std::vector<uint32_t>& numbers);

  // The first local number of `number`. O(log of the numbers).
  std::optional<uint32_t> Find(uint32_t number) const;

 private:
  uint32_t first_ = 0;  // of numbers that rise by one
  uint32_t size_ = 0;   // how many these are
  std::vector<std::pair<uint32_t, uint32_t>> sorted_;  // number, local
};

}  // namespace vigie::match

#endif  // VIGIE_MATCH_LOCAL_NUMBERS_H_
