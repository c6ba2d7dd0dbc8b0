// Numbers of attribute values, found by what the values are.
#ifndef VIGIE_MATCH_VALUE_NUMBERS_H_
#define VIGIE_MATCH_VALUE_NUMBERS_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "index/segment.h"

namespace vigie::match {

// Distinct values in the order in which they came; 8 to 32 bytes each beside
// the views, which must stay valid. Thread-safe but for Reserve and Add.
class ValueNumbers {
 public:
  const std::vector<index::AttributeValue>& values() const { return values_; }

  // Makes room for so many values more.
  void Reserve(size_t more);
  // The number of `value`, and whether it is new. O(its bytes).
  std::pair<uint32_t, bool> Add(const index::AttributeValue& value);
  std::optional<uint32_t> Find(const index::AttributeValue& value) const;

 private:
  // Half of a hash, and a value's number and one; 0: nothing.
  struct Slot {
    uint32_t hash = 0;
    uint32_t entry = 0;
  };

  // Where the value is, or the empty slot where it belongs. REQUIRES slots.
  size_t SlotOf(const index::AttributeValue& value, uint64_t hash) const;
  void Grow(size_t values);

  std::vector<index::AttributeValue> values_;
  std::vector<Slot> slots_;  // a power of two, more than half of them empty
};

}  // namespace vigie::match

#endif  // VIGIE_MATCH_VALUE_NUMBERS_H_
