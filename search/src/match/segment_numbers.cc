#include "match/segment_numbers.h"

namespace vigie::match {

uint32_t SegmentNumbers::Hold(const std::string& content) {
  const std::lock_guard<std::mutex> lock(mutex_);
  Held& held = held_[content];
  if (held.holders++ == 0) held.number = next_++;
  return held.number;
}

std::optional<uint32_t> SegmentNumbers::Release(const std::string& content) {
  const std::lock_guard<std::mutex> lock(mutex_);
  const auto found = held_.find(content);
  if (--found->second.holders > 0) return std::nullopt;
  const uint32_t number = found->second.number;
  held_.erase(found);
  return number;
}

}  // namespace vigie::match
