#include "match/segment_numbers.h"

namespace vigie::match {

SegmentNumbers& SegmentNumbers::Shared() {
  // Lives until the end: snapshots in static storage may outlive it else.
  static auto* const numbers = new SegmentNumbers;
  return *numbers;
}

uint32_t SegmentNumbers::Hold(const std::string& content) {
  const std::lock_guard<std::mutex> lock(mutex_);
  Held& held = held_[content];
  if (held.holders++ == 0) held.number = next_++;
  return held.number;
}

void SegmentNumbers::Release(const std::string& content) {
  const std::lock_guard<std::mutex> lock(mutex_);
  const auto found = held_.find(content);
  if (--found->second.holders == 0) held_.erase(found);
}

}  // namespace vigie::match
