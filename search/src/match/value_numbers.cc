#include "match/value_numbers.h"

#include <functional>

namespace vigie::match {
namespace {

constexpr uint64_t kSpread = 0x9E37'79B9'7F4A'7C15;

uint64_t HashOf(const index::AttributeValue& value) {
  const std::hash<std::string_view> hash;
  return hash(value.value) ^ hash(value.name) * kSpread;
}

}  // namespace

size_t ValueNumbers::SlotOf(const index::AttributeValue& value,
                            uint64_t hash) const {
  const size_t mask = slots_.size() - 1;
  size_t at = hash & mask;
  for (; slots_[at].entry != 0; at = (at + 1) & mask) {
    if (slots_[at].hash != static_cast<uint32_t>(hash >> 32U)) continue;
    const index::AttributeValue& known = values_[slots_[at].entry - 1];
    if (known.value == value.value && known.name == value.name) break;
  }
  return at;
}

void ValueNumbers::Grow(size_t values) {
  size_t size = 16;
  while (size <= 2 * values) size *= 2;
  if (size <= slots_.size()) return;
  slots_.assign(size, Slot());
  for (size_t i = 0; i < values_.size(); ++i) {
    const uint64_t hash = HashOf(values_[i]);
    slots_[SlotOf(values_[i], hash)] = {static_cast<uint32_t>(hash >> 32U),
                                        static_cast<uint32_t>(i + 1)};
  }
}

void ValueNumbers::Reserve(size_t more) {
  const size_t values = values_.size() + more;
  if (values > values_.capacity()) values_.reserve(values);
  Grow(values);
}

std::pair<uint32_t, bool> ValueNumbers::Add(
    const index::AttributeValue& value) {
  Grow(values_.size() + 1);
  const uint64_t hash = HashOf(value);
  Slot& slot = slots_[SlotOf(value, hash)];
  if (slot.entry != 0) return {slot.entry - 1, false};
  const auto number = static_cast<uint32_t>(values_.size());
  values_.push_back(value);
  slot = {static_cast<uint32_t>(hash >> 32U), number + 1};
  return {number, true};
}

std::optional<uint32_t> ValueNumbers::Find(
    const index::AttributeValue& value) const {
  if (slots_.empty()) return std::nullopt;
  const Slot& slot = slots_[SlotOf(value, HashOf(value))];
  if (slot.entry == 0) return std::nullopt;
  return slot.entry - 1;
}

}  // namespace vigie::match
