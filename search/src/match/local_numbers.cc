#include "match/local_numbers.h"

#include <algorithm>

namespace vigie::match {

LocalNumbers::LocalNumbers(const std::vector<uint32_t>& numbers) {
  if (numbers.empty()) return;
  first_ = numbers.front();
  while (size_ < numbers.size() && numbers[size_] == first_ + size_) ++size_;
  if (size_ == numbers.size()) return;
  size_ = 0;
  sorted_.reserve(numbers.size());
  for (uint32_t local = 0; local < numbers.size(); ++local) {
    sorted_.emplace_back(numbers[local], local);
  }
  std::sort(sorted_.begin(), sorted_.end());
}

std::optional<uint32_t> LocalNumbers::Find(uint32_t number) const {
  if (number >= first_ && number - first_ < size_) return number - first_;
  const auto found = std::lower_bound(sorted_.begin(), sorted_.end(),
                                      std::pair<uint32_t, uint32_t>(number, 0));
  if (found == sorted_.end() || found->first != number) return std::nullopt;
  return found->second;
}

}  // namespace vigie::match
