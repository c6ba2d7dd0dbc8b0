// Numbers of things that are found by what they are.
#ifndef VIGIE_TEXT_VIEW_NUMBERS_H_
#define VIGIE_TEXT_VIEW_NUMBERS_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace vigie::text {

// Distinct values in the order in which they came; 8 to 32 bytes each beside
// the values. These are views of what must stay valid. `Traits` hashes them
// and tells whether two are the same. Thread-safe but for Reserve and Add.
template <typename Value, typename Traits>
class ViewNumbers {
 public:
  const std::vector<Value>& values() const { return values_; }

  // Makes room for so many values more.
  void Reserve(size_t more) {
    const size_t values = values_.size() + more;
    if (values > values_.capacity()) values_.reserve(values);
    Grow(values);
  }

  // The number of `value`, and whether it is new. O(its bytes).
  std::pair<uint32_t, bool> Add(const Value& value) {
    Grow(values_.size() + 1);
    const uint64_t hash = Traits::Hash(value);
    Slot& slot = slots_[SlotOf(value, hash)];
    if (slot.entry != 0) return {slot.entry - 1, false};
    const auto number = static_cast<uint32_t>(values_.size());
    values_.push_back(value);
    slot = {static_cast<uint32_t>(hash >> 32U), number + 1};
    return {number, true};
  }

  std::optional<uint32_t> Find(const Value& value) const {
    if (slots_.empty()) return std::nullopt;
    const Slot& slot = slots_[SlotOf(value, Traits::Hash(value))];
    if (slot.entry == 0) return std::nullopt;
    return slot.entry - 1;
  }

 private:
  // Half of a hash, and a value's number and one; 0: nothing.
  struct Slot {
    uint32_t hash = 0;
    uint32_t entry = 0;
  };

  // Where the value is, or the empty slot where it belongs. REQUIRES slots.
  size_t SlotOf(const Value& value, uint64_t hash) const {
    const size_t mask = slots_.size() - 1;
    size_t at = hash & mask;
    for (; slots_[at].entry != 0; at = (at + 1) & mask) {
      if (slots_[at].hash == static_cast<uint32_t>(hash >> 32U) &&
          Traits::Same(values_[slots_[at].entry - 1], value)) {
        break;
      }
    }
    return at;
  }

  void Grow(size_t values) {
    size_t size = 16;
    while (size <= 2 * values) size *= 2;
    if (size <= slots_.size()) return;
    slots_.assign(size, Slot());
    for (size_t i = 0; i < values_.size(); ++i) {
      const uint64_t hash = Traits::Hash(values_[i]);
      slots_[SlotOf(values_[i], hash)] = {static_cast<uint32_t>(hash >> 32U),
                                          static_cast<uint32_t>(i + 1)};
    }
  }

  std::vector<Value> values_;
  std::vector<Slot> slots_;  // a power of two, more than half of them empty
};

struct StringTraits {
  static uint64_t Hash(std::string_view value) {
    return std::hash<std::string_view>()(value);
  }
  static bool Same(std::string_view a, std::string_view b) { return a == b; }
};

using StringNumbers = ViewNumbers<std::string_view, StringTraits>;

}  // namespace vigie::text

#endif  // VIGIE_TEXT_VIEW_NUMBERS_H_
